import type { Account, Connection } from './queries';
import { countryName } from './countries';
import { counted } from './texts';

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'off';
export type StatusIcon = 'ok' | 'pending' | 'problem' | 'invalid' | 'frozen' | 'off' | 'running';

export interface Status {
  readonly label: string;
  readonly tone: Tone;
  readonly icon: StatusIcon;
  /** What the status means, in Amazon's terms. */
  readonly text: string;
}

type CountryErrors = Record<string, { errorId?: number; errorCode?: string; errorMessage?: string }[]>;

/** Amazon's errors of an account, by country. Countries without errors are left out. */
export const countryErrors = (account: Pick<Account, 'metadata'>): CountryErrors =>
  Object.fromEntries(
    Object.entries((account.metadata.errors ?? {}) as CountryErrors).filter(([, errors]) => errors.length > 0),
  );

const byStatus: Record<Account['account_status'], Status> = {
  active: { label: 'Active', tone: 'ok', icon: 'ok', text: 'Amazon lists this account and it can be used.' },
  pending: {
    label: 'Pending',
    tone: 'info',
    icon: 'pending',
    text: 'Amazon is still setting it up. Usually minutes, sometimes days.',
  },
  suspended: {
    label: 'Suspended',
    tone: 'bad',
    icon: 'frozen',
    text: 'Amazon has disabled this account. Only Amazon can enable it again.',
  },
  inactive: {
    label: 'Inactive',
    tone: 'off',
    icon: 'off',
    text: 'Missing from the last two complete syncs. Kept for history.',
  },
  disconnected: {
    label: 'Disconnected',
    tone: 'off',
    icon: 'off',
    text: 'You disconnected it. Syncs skip it until you reconnect it.',
  },
  error: {
    label: 'Frozen',
    tone: 'bad',
    icon: 'frozen',
    text: 'The Amazon login behind it lost access; the data is from that time.',
  },
};

export const statusLabel = (status: Account['account_status']) => byStatus[status]?.label ?? status;

const knownByAmazon = new Set(['CREATED', 'PARTIALLY_CREATED', 'PENDING', 'DISABLED']);

/** What to show for an account. Errors in single countries do not make it unusable, but they are named. */
export function statusOf(account: Pick<Account, 'account_status' | 'api_status' | 'metadata'>): Status {
  const known = byStatus[account.account_status] ?? {
    label: account.account_status,
    tone: 'off' as const,
    icon: 'off' as const,
    text: 'This version of the page does not know this status.',
  };
  if (account.api_status && !knownByAmazon.has(account.api_status)) {
    const text = `Amazon reports “${account.api_status}”, which is new to us, so nothing was changed.`;
    return { ...known, text };
  }
  const countries = Object.keys(countryErrors(account));
  if (account.account_status !== 'active' || countries.length === 0) return known;
  const [first = ''] = countries;
  return {
    label: counted(countries.length, 'country has an error', 'countries have errors'),
    tone: 'warn',
    icon: 'problem',
    text: `Open in some countries, refused in ${countries.length === 1 ? countryName(first) : 'others'}; open the row for Amazon's reasons.`,
  };
}

export const connectionStatus: Record<Connection['status'], Status> = {
  active: { label: 'Active', tone: 'ok', icon: 'ok', text: 'Access is valid and refreshes automatically.' },
  needs_reauth: {
    label: 'Access revoked',
    tone: 'bad',
    icon: 'invalid',
    text: 'Amazon no longer accepts this login. Reconnect it with the same Amazon login.',
  },
  revoked: {
    label: 'Disconnected',
    tone: 'off',
    icon: 'off',
    text: 'You disconnected this login. Its tokens are deleted.',
  },
};
