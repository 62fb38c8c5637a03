import type { Account } from '@/shared/queries';
import type { Status } from '@/shared/statuses';

const ready: Status = {
  label: 'Ready',
  tone: 'ok',
  icon: 'ok',
  text: 'Amazon has opened the account in this country.',
};

const refused: Status = {
  label: 'Not created',
  tone: 'warn',
  icon: 'problem',
  text: 'Amazon has not opened the account in this country. Its reasons are below.',
};

const withErrors: Status = {
  label: 'Has errors',
  tone: 'warn',
  icon: 'problem',
  text: 'The account is open in this country, and Amazon reports errors.',
};

const waiting: Status = {
  label: 'Waiting',
  tone: 'info',
  icon: 'pending',
  text: 'Amazon is still setting the account up in this country.',
};

const unknown: Status = {
  label: 'No profile',
  tone: 'off',
  icon: 'off',
  text: 'Amazon names no profile of this account in this country.',
};

/** What the account is in one country. */
export function countryStatus(hasProfile: boolean, hasErrors: boolean, account: Pick<Account, 'account_status'>) {
  if (hasErrors) return hasProfile ? withErrors : refused;
  if (hasProfile) return ready;
  return account.account_status === 'pending' ? waiting : unknown;
}
