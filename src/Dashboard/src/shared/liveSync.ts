import { api, value } from '@/api/client';
import { ApiProblem } from '@/api/problems';
import { announce } from './announce';
import { lastComplete } from './problemsOf';
import { queryClient, recentRuns, refreshEverything, runKey, type Run } from './queries';
import { isEnded, updatesOf } from './runUpdates';
import { runStatus } from './runStatus';
import { createStore, useStore } from './store';
import { counted } from './texts';

export interface LiveSync {
  readonly id: string;
  /** Null until the first event. */
  readonly run: Run | null;
  /** Whether a start was refused because this run was in progress, so that it is shown instead. */
  readonly joined: boolean;
  /** When the last event arrived, in milliseconds. */
  readonly heardAt: number;
}

const store = createStore<LiveSync | null>(null);
/** Runs that were seen to end: a list that is older than the end must not bring them back. */
const ended = new Set<string>();
let following = new AbortController();

/** The run in progress, or null. It survives navigation. */
export const useLiveSync = () => useStore(store);

/** Follows a run until it ends, whatever instance serves it. A run is followed once; another run takes its place. */
export async function follow(id: string, joined = false): Promise<void> {
  if (ended.has(id)) return;
  const before = store.get();
  if (before?.id === id) {
    if (joined) store.set({ ...before, joined });
    return;
  }
  following.abort();
  following = new AbortController();
  const { signal } = following;
  store.set({ id, run: null, joined, heardAt: Date.now() });
  announce('Sync started.');
  try {
    for await (const run of updatesOf(id, signal)) show(run);
  } catch {
    // The service refuses to report on this run any more: the lists below show what it knows.
  }
  if (signal.aborted) return;
  end(id);
  await refreshEverything();
}

function show(run: Run) {
  const before = store.get();
  if (before?.id !== run.sync_id) return;
  announceProgress(before.run, run);
  store.set({ ...before, run, heardAt: Date.now() });
}

/** Puts the result into what is on the screen at once; the lists are read again. */
function end(id: string) {
  const last = store.get()?.run;
  if (last && isEnded(last)) {
    ended.add(id);
    queryClient.setQueryData(runKey(id), last);
    queryClient.setQueryData(recentRuns.queryKey, (runs) => runs?.map((run) => (run.sync_id === id ? last : run)));
    announce(`Sync ended: ${runStatus[last.status].label}, ${counted(last.progress.accounts_seen, 'account')}.`);
  }
  store.set(null);
}

/** The share of the run that is done, or null if no earlier run says how many accounts there are. Only the end is 100 %. */
export const shareOf = (run: Run | null, earlier: number | null) =>
  run && earlier ? Math.min(0.95, run.progress.accounts_seen / earlier) : null;

function announceProgress(before: Run | null, now: Run) {
  const earlier = lastComplete(queryClient.getQueryData(recentRuns.queryKey))?.progress.accounts_seen ?? null;
  const quarter = (run: Run | null) => Math.floor((shareOf(run, earlier) ?? 0) * 4);
  if (!isEnded(now) && quarter(now) > quarter(before)) announce(`Sync ${quarter(now) * 25} %.`);
}

export interface SyncOptions {
  readonly account_types?: ('advertising' | 'dsp' | 'amc')[];
  readonly connection_id?: string;
  readonly force_refresh?: boolean;
}

/** Starts a sync, or joins the one that is running. */
export async function startSync(options: SyncOptions = {}): Promise<{ id: string; joined: boolean }> {
  const { id, joined } = await value(
    api.POST('/api/v1/accounts/sync', { body: { force_refresh: false, ...options }, params: {} }),
  ).then(
    (started) => ({ id: started.sync_id, joined: false }),
    (error: unknown) => {
      if (error instanceof ApiProblem && error.syncId) return { id: error.syncId, joined: true };
      throw error;
    },
  );
  void follow(id, joined);
  return { id, joined };
}
