import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, value } from '@/api/client';
import { runKey, type Run } from '@/shared/queries';
import { isEnded } from '@/shared/runUpdates';

const pageSize = 20;

/** The runs, newest first, page by page. */
export const history = infiniteQueryOptions({
  queryKey: ['runs', 'history'],
  queryFn: ({ pageParam, signal }) =>
    value(
      api.GET('/api/v1/accounts/sync', {
        params: { query: { max_results: pageSize, ...(pageParam && { next_token: pageParam }) } },
        signal,
      }),
    ),
  initialPageParam: '',
  getNextPageParam: ({ next_token }) => next_token,
});

export const runOf = (id: string) =>
  queryOptions({
    queryKey: runKey(id),
    queryFn: ({ signal }): Promise<Run> =>
      value(api.GET('/api/v1/accounts/sync/{id}', { params: { path: { id } }, signal })),
    // A finished run does not change any more.
    staleTime: ({ state }) => (state.data && isEnded(state.data) ? Infinity : 0),
  });

/** The finished runs of the pages that are loaded. A run in progress never stands in place of a result. */
export const finishedOf = (pages: readonly { syncs: Run[] }[]) =>
  pages.flatMap(({ syncs }) => syncs).filter((run) => isEnded(run));
