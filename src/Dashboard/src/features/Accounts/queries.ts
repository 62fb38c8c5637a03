import { queryOptions } from '@tanstack/react-query';
import { api, value } from '@/api/client';
import { pageSize } from '@/shared/DataTable/types';
import { listQuery, type ListFilters } from './filters';

export const listKey = ['accounts', 'list'] as const;

/** A page of the list, from 0. A request is aborted once nothing on the screen needs it. */
export const accountPage = (filters: ListFilters, page: number) =>
  queryOptions({
    queryKey: [...listKey, filters, page],
    queryFn: ({ signal }) =>
      value(
        api.GET('/api/v1/accounts', {
          params: { query: { ...listQuery(filters), page: page + 1, page_size: pageSize } },
          signal,
        }),
      ),
  });

const ofId = (id: string) => ({ path: { id } });

/** One account with its profile in each country. */
export const accountDetails = (id: string) =>
  queryOptions({
    queryKey: ['account', id, 'details'],
    queryFn: ({ signal }) =>
      value(api.GET('/api/v1/accounts/{id}', { params: { ...ofId(id), query: { include_profiles: true } }, signal })),
  });

/** The status at Amazon. The service asks Amazon if its own row is older than a minute. */
export const accountState = (id: string) =>
  queryOptions({
    queryKey: ['account', id, 'state'],
    queryFn: ({ signal }) => value(api.GET('/api/v1/accounts/{id}/status', { params: ofId(id), signal })),
    staleTime: 60_000,
  });

/** The settings, with the version that a change has to name. */
export const accountSettings = (id: string) =>
  queryOptions({
    queryKey: ['account', id, 'settings'],
    queryFn: async ({ signal }) => {
      const call = await api.GET('/api/v1/accounts/{id}/settings', { params: ofId(id), signal });
      return { settings: await value(Promise.resolve(call)), etag: call.response.headers.get('ETag') ?? '' };
    },
  });

export const refreshHistory = (id: string) =>
  queryOptions({
    queryKey: ['account', id, 'refreshes'],
    queryFn: async ({ signal }) =>
      (await value(api.GET('/api/v1/accounts/{id}/refresh-history', { params: ofId(id), signal }))).history,
  });

export const activityShown = 50;

export const accountActivity = (id: string) =>
  queryOptions({
    queryKey: ['audit', 'account', id],
    queryFn: ({ signal }) =>
      value(api.GET('/api/v1/auth/audit', { params: { query: { target_id: id, limit: activityShown } }, signal })),
  });
