import { api, value } from '@/api/client';
import { toProblem } from '@/api/problems';
import { preferences, queryClient, refreshEverything, type Account } from '@/shared/queries';
import { createStore, useStore } from '@/shared/store';
import { offerUndo } from '@/shared/undo';
import { toast } from '@/ui/toast';
import type { SendChunk } from './batch';
import { affectedBy, summaryOf, undoOf, words, type Operation } from './changes';
import { knownRows, patchRows, restoreRows } from './rows';
import { reportFailures, runJobs } from './batchJobs';

const syncing = createStore<ReadonlySet<string>>(new Set());

/** Whether this page has asked for a sync of the account that has not ended. */
export const useIsSyncing = (id: string) => useStore(syncing).has(id);

function markSyncing(ids: readonly string[], isOn: boolean) {
  const next = new Set(syncing.get());
  for (const id of ids) {
    if (isOn) next.add(id);
    else next.delete(id);
  }
  syncing.set(next);
}

const sendBatch =
  (operation: Operation): SendChunk =>
  async (ids) => {
    const { results } = await value(
      api.POST('/api/v1/accounts/batch', { body: { operation, account_ids: [...ids] }, params: {} }),
    );
    return results.flatMap(({ account_id, error }) => (error ? [{ id: account_id, reason: error.message }] : []));
  };

const expected = { disconnect: 'disconnected', reconnect: 'active' } as const;

/** Does the same to some accounts: shown at once, put back where the service refuses, with an undo for what was changed. */
export async function changeAccounts(operation: Operation, accounts: readonly Account[]): Promise<void> {
  const affected = affectedBy(operation, accounts);
  const { doing, done } = words[operation];
  if (affected.length === 0) {
    toast({ title: `Nothing to ${words[operation].verb}: these accounts are ${done} already`, tone: 'info' });
    return;
  }
  const outcome = await runOperation(operation, affected);
  const undo = undoOf(operation, outcome);
  const text = summaryOf(done, outcome);
  if (undo) offerUndo(summaryOf(done, succeededOnly(outcome)), () => undoChange(undo.operation, undo.ids));
  else if (outcome.failed.length === 0) toast({ title: text, tone: 'ok' });
  reportFailures(outcome.failed.length > 0 ? text : doing, outcome.failed, (ids) =>
    changeAccounts(operation, accountsOf(ids, accounts)),
  );
}

const succeededOnly = (outcome: Awaited<ReturnType<typeof runOperation>>) => ({
  ...outcome,
  total: outcome.succeeded.length,
  failed: [],
  left: [],
});

async function undoChange(operation: 'disconnect' | 'reconnect', ids: readonly string[]) {
  const outcome = await runOperation(operation, accountsOf(ids));
  const { failed } = outcome;
  if (failed.length > 0) {
    reportFailures(summaryOf(words[operation].done, outcome), failed, (again) => undoChange(operation, again));
  }
}

/** The newest rows of some accounts. */
function accountsOf(ids: readonly string[], known: readonly Account[] = []): Account[] {
  const rows = knownRows();
  const earlier = new Map(known.map((account) => [account.id, account]));
  return ids.map((id) => rows.get(id) ?? earlier.get(id) ?? ({ id } as Account));
}

async function runOperation(operation: Operation, accounts: readonly Account[]) {
  const ids = accounts.map(({ id }) => id);
  const before = new Map(accounts.map((account) => [account.id, account]));
  if (operation === 'sync') markSyncing(ids, true);
  else patchRows(new Set(ids), (row) => ({ ...row, account_status: expected[operation] }));
  try {
    const outcome = await runJobs(words[operation].doing, [{ ids, send: sendBatch(operation) }]);
    if (operation !== 'sync') restoreRows(before, [...outcome.failed.map(({ id }) => id), ...outcome.left]);
    return outcome;
  } finally {
    if (operation === 'sync') markSyncing(ids, false);
    void refreshEverything();
  }
}

/** Reads one account from Amazon now. */
export async function syncAccount({ id, account_name }: Pick<Account, 'id' | 'account_name'>): Promise<void> {
  markSyncing([id], true);
  try {
    const { account } = await value(api.POST('/api/v1/accounts/{id}/sync', { params: { path: { id } } }));
    patchRows(new Set([id]), () => account);
    toast({ title: `Synced ${account_name}`, tone: 'ok' });
  } catch (error) {
    toast({ title: `${account_name} could not be synced`, description: toProblem(error).message, tone: 'bad' });
  } finally {
    markSyncing([id], false);
    void refreshEverything();
  }
}

const switchTo = (id: string) => value(api.POST('/api/v1/accounts/{id}/switch', { params: { path: { id } } }));

const clearDefault = (id: string) =>
  value(
    api.POST('/api/v1/accounts/batch', {
      body: { operation: 'update', account_ids: [id], params: { is_default: false } },
      params: {},
    }),
  );

/** Makes an account the default, with an undo that restores the earlier one. */
export async function makeDefault({ id, account_name }: Pick<Account, 'id' | 'account_name'>): Promise<void> {
  const earlier = queryClient.getQueryData(preferences.queryKey)?.default_account_id ?? null;
  const show = (chosen: string | null) =>
    patchRows(new Set([id, ...(earlier ? [earlier] : [])]), (row) => ({ ...row, is_default: row.id === chosen }));
  const refresh = () => Promise.all([refreshEverything(), queryClient.invalidateQueries({ queryKey: ['settings'] })]);
  show(id);
  try {
    await switchTo(id);
    offerUndo(`Made ${account_name} the default`, async () => {
      show(earlier);
      await (earlier ? switchTo(earlier) : clearDefault(id));
      await refresh();
    });
  } catch (error) {
    show(earlier);
    toast({ title: 'The default was not changed', description: toProblem(error).message, tone: 'bad' });
  } finally {
    void refresh();
  }
}
