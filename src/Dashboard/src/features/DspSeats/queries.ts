import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, value } from '@/api/client';
import { ApiProblem, toProblem } from '@/api/problems';
import { queryClient } from '@/shared/queries';
import type { Seat, SeatPage, SeatRun } from './wire';

const pageSize = 200;
const of = (advertiser_id: string) => ({ path: { advertiser_id } });
const keyOf = (id: string, part: string) => ['dsp', id, part] as const;

export interface Seats {
  readonly seats: readonly Seat[];
  /** When they were read from Amazon; null if they never were. */
  readonly readAt: string | null;
  readonly cached: boolean;
  readonly stale: boolean;
  readonly syncStatus: SeatPage['syncStatus'];
}

/** All seats of an advertiser. The service asks Amazon if its copy is old. */
export const seatsOf = (id: string) =>
  queryOptions({
    queryKey: keyOf(id, 'seats'),
    queryFn: async ({ signal }): Promise<Seats> => {
      const first = await pageOf(id, undefined, signal);
      const seats = [...seatsIn(first)];
      for (let next = first.nextToken; next;) {
        // Each page names the next one.
        // oxlint-disable-next-line no-await-in-loop
        const page = await pageOf(id, next, signal);
        seats.push(...seatsIn(page));
        next = page.nextToken;
      }
      const { timestamp, cached, stale = false, syncStatus } = first;
      return { seats, readAt: timestamp, cached, stale, syncStatus };
    },
  });

const pageOf = (id: string, next_token: string | undefined, signal: AbortSignal) =>
  value(
    api.GET('/api/v1/accounts/dsp/{advertiser_id}/seats', {
      params: { ...of(id), query: { max_results: pageSize, ...(next_token && { next_token }) } },
      signal,
    }),
  );

const seatsIn = (page: SeatPage) => page.advertiserSeats.flatMap(({ currentSeats }) => currentSeats);

const runsPerPage = 20;

const runs = async (id: string, query: { limit: number; offset?: number; status_filter?: SeatRun['sync_status'] }) =>
  value(api.GET('/api/v1/accounts/dsp/{advertiser_id}/seats/sync-history', { params: { ...of(id), query } }));

/** The reads of an advertiser's seats, newest first, page by page. */
export const historyOf = (id: string, status_filter?: SeatRun['sync_status']) =>
  infiniteQueryOptions({
    queryKey: [...keyOf(id, 'history'), status_filter],
    queryFn: ({ pageParam }) => runs(id, { limit: runsPerPage, offset: pageParam, status_filter }),
    initialPageParam: 0,
    getNextPageParam: ({ total_count }, pages) => {
      const loaded = pages.reduce((total, page) => total + page.sync_history.length, 0);
      return loaded < total_count ? loaded : null;
    },
  });

export interface RefreshOutcome {
  /** Another read was in progress, so its result was waited for. */
  readonly joined: boolean;
}

/** Reads the seats from Amazon now. A read in progress is joined: its end is waited for. */
export async function refreshSeats(id: string): Promise<RefreshOutcome> {
  let joined = false;
  try {
    await value(
      api.POST('/api/v1/accounts/dsp/{advertiser_id}/seats/refresh', { params: of(id), body: { force: true } }),
    );
  } catch (error) {
    const problem = toProblem(error);
    if (problem.code !== 'seats.sync_running') throw problem;
    joined = true;
    const run = await endOf(id, problem.syncLogId);
    if (run?.sync_status === 'failed')
      throw new ApiProblem(502, {
        code: 'seats.read_failed',
        detail: run.error_message ?? 'The read that was in progress failed.',
      });
  }
  await showAgain(id);
  return { joined };
}

/** A read changes the history also if it failed. */
export const showAgain = (id: string) =>
  Promise.all(['seats', 'history'].map((part) => queryClient.invalidateQueries({ queryKey: keyOf(id, part) })));

const joinFor = 60_000;
const lookEvery = 1500;

/** Waits until the log contains a read, or a minute has passed: then the seats are shown as they are. */
async function endOf(id: string, runId: string | null): Promise<SeatRun | null> {
  for (const until = Date.now() + joinFor; Date.now() < until;) {
    // One look after the other.
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setTimeout(resolve, lookEvery));
    // oxlint-disable-next-line no-await-in-loop
    const { sync_history } = await runs(id, { limit: 5 });
    const run = sync_history.find((candidate) => candidate.id === runId);
    if (run || runId === null) return run ?? null;
  }
  return null;
}
