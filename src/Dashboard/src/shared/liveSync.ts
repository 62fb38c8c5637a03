import { api, value } from '@/api/client';
import { ApiProblem } from '@/api/problems';
import { eventsOf } from '@/api/stream';
import { announce } from './announce';
import { queryClient, recentRuns, refreshEverything, type Run } from './queries';
import { createStore, useStore } from './store';
import { counted } from './texts';

export interface LiveSync {
  readonly id: string;
  /** Null until the first event. */
  readonly run: Run | null;
  /** Whether this browser started the run; a start that was refused joins the running one. */
  readonly joined: boolean;
  /** When the last event arrived, in milliseconds. */
  readonly heardAt: number;
}

const store = createStore<LiveSync | null>(null);

/** The run in progress, or null. It survives navigation. */
export const useLiveSync = () => useStore(store);

const isEnded = (run: Run) => run.status !== 'queued' && run.status !== 'in_progress';

const firstDelay = 500;
const maxDelay = 8000;
const failuresUntilPolling = 3;
const pollEvery = 2000;

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Follows a run until it ends, whatever instance serves it. A run that is followed already is not followed twice. */
export async function follow(id: string, joined = false): Promise<void> {
  if (store.get()?.id === id) return;
  store.set({ id, run: null, joined, heardAt: Date.now() });
  announce('Sync started.');
  try {
    for await (const run of updatesOf(id)) show(run);
  } finally {
    const last = store.get();
    if (last?.id === id) {
      store.set(null);
      if (last.run) announce(`Sync ended: ${last.run.status}, ${counted(last.run.progress.accounts_seen, 'account')}.`);
    }
    await refreshEverything();
  }
}

function show(run: Run) {
  const before = store.get();
  if (before?.id !== run.sync_id) return;
  announceProgress(before.run, run);
  store.set({ ...before, run, heardAt: Date.now() });
}

/** The run's states: from the stream, resumed after each cut, or by polling if the stream keeps failing. */
async function* updatesOf(id: string): AsyncGenerator<Run> {
  let lastId: string | null = null;
  for (let failures = 0; ;) {
    try {
      if (failures >= failuresUntilPolling) {
        const run: Run = await value(api.GET('/api/v1/accounts/sync/{id}', { params: { path: { id } } }));
        yield run;
        if (isEnded(run)) return;
        await wait(pollEvery);
        continue;
      }
      for await (const event of eventsOf(`/api/v1/accounts/sync/${id}/events`, lastId, new AbortController().signal)) {
        failures = 0;
        lastId = event.id;
        const run = JSON.parse(event.data) as Run;
        yield run;
        if (isEnded(run)) return;
      }
      failures++;
    } catch (error) {
      if (error instanceof ApiProblem && !error.isTransient && error.status !== 429) throw error;
      failures++;
    }
    await wait(Math.min(firstDelay * 2 ** (failures - 1), maxDelay));
  }
}

/** The share of the run that is done, or null if no earlier run says how many accounts there are. Only the end is 100 %. */
export const shareOf = (run: Run | null, earlier: number | null) =>
  run && earlier ? Math.min(0.95, run.progress.accounts_seen / earlier) : null;

function announceProgress(before: Run | null, now: Run) {
  const runs = queryClient.getQueryData(recentRuns.queryKey);
  const earlier = runs?.find((run) => run.status === 'success')?.progress.accounts_seen ?? null;
  const quarter = (run: Run | null) => Math.floor((shareOf(run, earlier) ?? 0) * 4);
  if (quarter(now) > quarter(before)) announce(`Sync ${quarter(now) * 25} %.`);
}

/** Starts a sync, or joins the one that is running. */
export async function startSync(
  options: {
    account_types?: ('advertising' | 'dsp' | 'amc')[];
    connection_id?: string;
    force_refresh?: boolean;
  } = {},
): Promise<{ id: string; joined: boolean }> {
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
