import { expect, it } from 'vitest';
import type { Account } from '@/shared/queries';
import { runBatch } from './batch';
import { affectedBy, summaryOf, undoOf } from './changes';

const account = (id: string, account_status: Account['account_status']) => ({ id, account_status }) as Account;
const accounts = [account('a', 'active'), account('b', 'disconnected'), account('c', 'suspended')];
const idsOf = (rows: readonly Account[]) => rows.map(({ id }) => id);

it('changes only the accounts that are not as wished already', () => {
  expect(idsOf(affectedBy('disconnect', accounts))).toEqual(['a', 'c']);
  expect(idsOf(affectedBy('reconnect', accounts))).toEqual(['b']);
  expect(idsOf(affectedBy('sync', accounts))).toEqual(['a', 'b', 'c']);
});

it('restores by undo only what a disconnect changed', async () => {
  const outcome = await runBatch(idsOf(affectedBy('disconnect', accounts)), () =>
    Promise.resolve([{ id: 'c', reason: 'No access.' }]),
  );
  expect(undoOf('disconnect', outcome)).toEqual({ operation: 'reconnect', ids: ['a'] });
});

it('offers no undo for a sync, or if nothing changed', async () => {
  const done = await runBatch(['a'], () => Promise.resolve([]));
  expect(undoOf('sync', done)).toBeNull();
  const failed = await runBatch(['a'], () => Promise.reject(new Error('No access.')));
  expect(undoOf('disconnect', failed)).toBeNull();
});

it('says how many changed, failed and were left out', () => {
  const outcome = { total: 100, succeeded: Array.from({ length: 97 }, String), failed: [], left: [] };
  const failed = [1, 2, 3].map((id) => ({ id: String(id), reason: 'x' }));
  expect(summaryOf('synced', { ...outcome, failed })).toBe('97 of 100 accounts synced, 3 failed');
  expect(summaryOf('disconnected', { total: 1, succeeded: ['a'], failed: [], left: [] })).toBe(
    'Disconnected 1 account',
  );
  expect(summaryOf('synced', { ...outcome, total: 250, left: Array.from({ length: 153 }, String) })).toBe(
    '97 of 250 accounts synced, 153 left out after the stop',
  );
});
