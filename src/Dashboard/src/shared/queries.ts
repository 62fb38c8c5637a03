import { MutationCache, QueryClient, queryOptions } from '@tanstack/react-query';
import { api, value, type Schemas } from '@/api/client';
import { ApiProblem } from '@/api/problems';
import { createStore } from './store';

const seconds = 1000;

/** Whether an action failed because a login lost its access; the frame then offers to reconnect it. */
export const accessNeeded = createStore(false);

/** Retries what can succeed later; a refusal that names a time waits for it. */
export const queryClient = new QueryClient({
  mutationCache: new MutationCache({
    onError(error) {
      if (!(error instanceof ApiProblem) || error.code !== 'connection.reauthorization_required') return;
      accessNeeded.set(true);
      void queryClient.invalidateQueries({ queryKey: ['connections'] });
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 30 * seconds,
      refetchOnWindowFocus: true,
      retry: (failures, error) =>
        error instanceof ApiProblem && failures < 2 && (error.isTransient || error.status === 429),
      retryDelay: (failures, error) =>
        error instanceof ApiProblem && error.retryAfter !== null
          ? error.retryAfter * seconds
          : Math.min(500 * 2 ** failures, 8 * seconds),
    },
    mutations: { retry: false },
  },
});

/** The queries that the frame and several pages read. Queries of one page are in its own folder. */
export const summary = queryOptions({
  queryKey: ['summary'],
  queryFn: ({ signal }) => value(api.GET('/api/v1/accounts/summary', { signal })),
  refetchInterval: 60 * seconds,
});

export const connections = queryOptions({
  queryKey: ['connections'],
  queryFn: async ({ signal }) => (await value(api.GET('/api/v1/auth/connections', { signal }))).connections,
  refetchInterval: 30 * seconds,
});

/** The newest runs, enough to find the last finished and the last complete one. */
export const recentRuns = queryOptions({
  queryKey: ['runs', 'recent'],
  queryFn: async ({ signal }) =>
    (await value(api.GET('/api/v1/accounts/sync', { params: { query: { max_results: 5 } }, signal }))).syncs,
  refetchInterval: 30 * seconds,
});

/** One run. A run that ends while it is followed is put here. */
export const runKey = (id: string) => ['runs', 'one', id] as const;

export const dependencies = queryOptions({
  queryKey: ['dependencies'],
  queryFn: ({ signal }) => value(api.GET('/health/dependencies', { signal })),
  refetchInterval: 60 * seconds,
});

export const preferences = queryOptions({
  queryKey: ['settings'],
  queryFn: async ({ signal }) => (await value(api.GET('/api/v1/settings', { signal }))).preferences,
  staleTime: 5 * 60 * seconds,
});

export type Account = Schemas['StoredAccountRow'];
export type Connection = Schemas['ConnectionDetails'];
export type Run = Schemas['SyncView'];
export type Summary = Schemas['AccountsSummary'];
export type Dependencies = Schemas['DependencyReport'];
export type Preferences = Schemas['Preferences'];
export type AccountStatus = Schemas['AccountStatus'];
export type Region = Schemas['Region'];

/** What a sync, a connection or a batch may have changed. */
export const refreshEverything = () =>
  Promise.all(
    [['summary'], ['connections'], ['runs'], ['accounts'], ['account'], ['hierarchy'], ['audit']].map((queryKey) =>
      queryClient.invalidateQueries({ queryKey }),
    ),
  );
