import type { Connection, Dependencies, Run, Summary } from './queries';
import { isEnded } from './runUpdates';
import { count, counted, loginName, regionName, scopeTitle } from './texts';
import { day, duration } from './times';

/** What the user can do about a problem: reconnect a login, or open a page. */
export type Remedy =
  | { readonly label: string; readonly reconnect: Connection }
  | { readonly label: string; readonly connect: true }
  | { readonly label: string; readonly to: string; readonly search?: Record<string, unknown> };

export interface Problem {
  readonly kind: 'not_connected' | 'invalid_grant' | 'breaker' | 'failed' | 'partial' | 'errors' | 'outdated';
  readonly tone: 'bad' | 'warn' | 'info';
  readonly title: string;
  readonly text: string;
  readonly remedy: Remedy | null;
  /** When it began, if that is known. */
  readonly since?: string | null;
  /** How it comes about, for those who ask. */
  readonly why?: string;
  /** Whether the user has to act. The title of the page counts these. */
  readonly counts: boolean;
}

/** Everything that problems are derived from. A part that is not loaded yet causes none. */
export interface Facts {
  readonly summary?: Summary | undefined;
  readonly connections?: readonly Connection[] | undefined;
  readonly runs?: readonly Run[] | undefined;
  readonly dependencies?: Dependencies | undefined;
}

/** The last finished run. A run in progress does not replace its result. */
export const lastFinished = (runs: readonly Run[] | undefined) => runs?.find(isEnded);

export const lastComplete = (runs: readonly Run[] | undefined) => runs?.find((run) => run.status === 'success');

/** The parts of a run that failed: `DSP advertisers (Far East)`. */
export const failedScopes = (run: Run) => [...new Set(run.errors.map(scopeTitle))];

/** What is wrong, the most important first. Lists, details, the overview, the banner and the title all use it. */
export function problemsOf(facts: Facts, now: number): Problem[] {
  return [
    ...notConnected(facts),
    ...invalidGrants(facts),
    ...openBreakers(facts),
    ...lastRun(facts),
    ...accountErrors(facts),
    ...outdated(facts, now),
  ];
}

function notConnected({ connections, summary }: Facts): Problem[] {
  if (!connections || connections.some((connection) => connection.status !== 'revoked')) return [];
  const returning = connections.length > 0 || (summary?.total ?? 0) > 0;
  return [
    {
      kind: 'not_connected',
      tone: 'info',
      title: returning ? 'No Amazon login is connected' : 'Connect your Amazon Ads login',
      text: returning
        ? 'You disconnected every login. The stored accounts are kept and receive no updates.'
        : 'One consent lists every account behind it, in all regions. We ask for campaign management; nothing changes unless you ask.',
      remedy: { label: 'Connect Amazon', connect: true },
      counts: returning,
    },
  ];
}

function invalidGrants({ connections, summary }: Facts): Problem[] {
  return (connections ?? [])
    .filter((connection) => connection.status === 'needs_reauth')
    .map((connection) => {
      const name = loginName(connection);
      const accounts = summary?.by_connection.find(({ id }) => id === connection.id)?.count ?? 0;
      const behind = accounts === 1 ? '1 account shows' : `${count(accounts)} accounts show`;
      return {
        kind: 'invalid_grant',
        tone: 'bad',
        title: `Reconnect “${name}”`,
        text: `Amazon revoked this login's access.${accounts > 0 ? ` ${behind} data from before that and receive no updates.` : ''}`,
        remedy: { label: `Reconnect ${name}`, reconnect: connection },
        since: connection.needs_reauth_since,
        why:
          "Amazon ends an access when the login's password changes, when the access is removed in the Amazon account, or when it was " +
          'not used for long. Only the owner of the login can give it again: use the one that you connected on ' +
          `${day(Date.parse(connection.created_at))}.`,
        counts: true,
      };
    });
}

function openBreakers({ dependencies }: Facts): Problem[] {
  const regions = new Set(dependencies?.amazon.filter(({ breaker }) => breaker === 'open').map(({ region }) => region));
  return [...regions].map((region) => ({
    kind: 'breaker',
    tone: 'info',
    title: `Amazon (${regionName[region]}) is not responding`,
    text: 'We retry automatically; nothing for you to do. Stored data is shown until then.',
    remedy: { label: 'See health', to: '/service' },
    counts: false,
  }));
}

function lastRun({ runs }: Facts): Problem[] {
  const run = lastFinished(runs);
  if (run?.status !== 'failed' && run?.status !== 'partial') return [];
  const scopes = failedScopes(run);
  const remedy = { label: 'See why', to: `/sync/${run.sync_id}` };
  return run.status === 'failed'
    ? [
        {
          kind: 'failed',
          tone: 'bad',
          title: 'The last sync failed',
          text: run.errors[0]?.message ?? 'Nothing was changed or removed.',
          remedy,
          counts: true,
        },
      ]
    : [
        {
          kind: 'partial',
          tone: 'warn',
          title: 'The last sync was partial',
          text: `Partly synced: ${scopes.join(', ')} failed. Nothing was removed.`,
          remedy,
          counts: true,
        },
      ];
}

function accountErrors({ summary }: Facts): Problem[] {
  const errors = summary?.with_errors ?? 0;
  if (errors === 0) return [];
  return [
    {
      kind: 'errors',
      tone: 'warn',
      title: `${counted(errors, 'account')} ${errors === 1 ? 'has' : 'have'} errors from Amazon`,
      text: 'Amazon refuses them in one or more countries and gives a reason for each.',
      remedy: { label: 'Review', to: '/accounts', search: { errors: '1' } },
      counts: true,
    },
  ];
}

/** Data older than two intervals: one missed sync is normal, two are not. */
function outdated({ summary, connections }: Facts, now: number): Problem[] {
  const intervals = (connections ?? [])
    .filter((connection) => connection.status === 'active' && connection.sync_interval_minutes > 0)
    .map((connection) => connection.sync_interval_minutes);
  if (!summary?.oldest_sync_at || intervals.length === 0) return [];
  const age = now - Date.parse(summary.oldest_sync_at);
  if (age <= 2 * Math.max(...intervals) * 60_000) return [];
  return [
    {
      kind: 'outdated',
      tone: 'warn',
      title: `The oldest data is ${duration(age)} old`,
      text: 'Some accounts have missed more than one sync.',
      remedy: { label: 'See these accounts', to: '/accounts', search: { sort: 'last_synced_at' } },
      counts: true,
    },
  ];
}
