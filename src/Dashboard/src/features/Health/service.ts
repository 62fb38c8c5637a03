import type { Dependencies, Region, Summary } from '@/shared/queries';
import { counted, regionName } from '@/shared/texts';

export type Dependency = Dependencies['amazon'][number];

const regions: readonly Region[] = ['NA', 'EU', 'FE'];
const usualGroups = ['accounts', 'dsp', 'reports', 'login'];

const groupNames: Record<string, string> = {
  accounts: 'Accounts',
  dsp: 'DSP',
  reports: 'Reports',
  login: 'Login with Amazon',
};

export const groupName = (group: string) => groupNames[group] ?? group;

/** Every region and group, also those that were never called, which the service does not report. */
export function breakerTable(amazon: readonly Dependency[]) {
  const groups = [...new Set([...usualGroups, ...amazon.map(({ group }) => group)])];
  return {
    groups,
    rows: regions.map((region) => ({
      region,
      cells: groups.map((group) => amazon.find((cell) => cell.region === region && cell.group === group) ?? null),
    })),
  };
}

export interface Verdict {
  readonly tone: 'ok' | 'warn' | 'bad';
  readonly title: string;
  readonly text: string;
}

/** Whether the service is healthy: one sentence, and what it means for users. */
export function verdictOf({ amazon, clerk, scheduler }: Dependencies): Verdict {
  if (!clerk.has_keys) {
    return {
      tone: 'bad',
      title: 'Sign-in keys are missing',
      text: 'Session tokens cannot be verified, so nobody can use the service. Check that Clerk can be reached.',
    };
  }
  if (!scheduler.is_ticking) {
    return {
      tone: 'bad',
      title: 'The scheduler has stopped',
      text: 'No automatic sync starts, and access to Amazon is not refreshed in advance. Check the database and the instances.',
    };
  }
  const open = amazon.filter(({ breaker }) => breaker !== 'closed');
  if (open.length > 0) {
    const names = open.map(({ region, group }) => `${groupName(group)} (${regionName[region]})`).join(', ');
    return {
      tone: 'warn',
      title: `Amazon is not responding: ${names}`,
      text: 'The service tries again on its own. Stored data stays available.',
    };
  }
  return {
    tone: 'ok',
    title: 'The service is healthy',
    text: 'Amazon responds, sign-in works and the scheduler runs.',
  };
}

export interface BarItem {
  readonly label: string;
  readonly value: number;
}

const lengths: readonly [number, string][] = [
  [10_080, 'week'],
  [1440, 'day'],
  [60, 'hour'],
  [1, 'minute'],
];

function lengthOf(minutes: number): string {
  const [size, unit] = lengths.find(([length]) => minutes % length === 0) ?? [1, 'minute'];
  return counted(minutes / size, unit);
}

/** How old the data of the accounts is, from the newest class to the oldest. */
export function ageBars({ sync_age, never_synced }: Pick<Summary, 'sync_age' | 'never_synced'>): BarItem[] {
  const limits = sync_age.flatMap(({ up_to_minutes }) => up_to_minutes ?? []);
  const older = `Older than ${lengthOf(limits.at(-1) ?? 0)}`;
  const classes = sync_age.map(({ up_to_minutes, count }) => ({
    label: up_to_minutes === null ? older : `Up to ${lengthOf(up_to_minutes)}`,
    // The last class contains the accounts that were never synced; they are a class of their own here.
    value: up_to_minutes === null ? count - never_synced : count,
  }));
  return [...classes, { label: 'Never synced', value: never_synced }];
}

/** What the bars say, in one sentence. */
export function sentenceOf(items: readonly BarItem[]): string {
  const total = items.reduce((sum, { value }) => sum + value, 0);
  if (total === 0) return 'There are no accounts.';
  const most = items.reduce((a, b) => (b.value > a.value ? b : a));
  const share = most.value === total ? 'All' : `${Math.round((100 * most.value) / total)} % of`;
  return `${share} ${counted(total, 'account')}: ${most.label.toLowerCase()}.`;
}
