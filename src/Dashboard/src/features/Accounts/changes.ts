import type { Account } from '@/shared/queries';
import { count, counted } from '@/shared/texts';
import type { BatchOutcome } from './batch';

export type Operation = 'sync' | 'disconnect' | 'reconnect';

export const words: Record<Operation, { doing: string; done: string; verb: string }> = {
  sync: { doing: 'Syncing', done: 'synced', verb: 'sync' },
  disconnect: { doing: 'Disconnecting', done: 'disconnected', verb: 'disconnect' },
  reconnect: { doing: 'Reconnecting', done: 'reconnected', verb: 'reconnect' },
};

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const isDisconnected = (account: Account) => account.account_status === 'disconnected';

/** The accounts that an operation changes. The others are left out, so that an undo does not touch them either. */
export const affectedBy = (operation: Operation, accounts: readonly Account[]) =>
  accounts.filter((account) => operation === 'sync' || isDisconnected(account) === (operation === 'reconnect'));

const inverse = { disconnect: 'reconnect', reconnect: 'disconnect' } as const;

/** What takes an operation back: the opposite, for the accounts that it changed. Null if nothing can be taken back. */
export function undoOf(operation: Operation, outcome: BatchOutcome) {
  if (operation === 'sync' || outcome.succeeded.length === 0) return null;
  return { operation: inverse[operation], ids: outcome.succeeded };
}

/** What was done: `97 of 100 accounts synced.` with what is missing. */
export function summaryOf(done: string, { total, succeeded, failed, left }: BatchOutcome): string {
  if (failed.length === 0 && left.length === 0) return `${capital(done)} ${counted(total, 'account')}`;
  const parts = [
    ...(failed.length > 0 ? [`${count(failed.length)} failed`] : []),
    ...(left.length > 0 ? [`${count(left.length)} left out after the stop`] : []),
  ];
  return `${count(succeeded.length)} of ${counted(total, 'account')} ${done}, ${parts.join(', ')}`;
}
