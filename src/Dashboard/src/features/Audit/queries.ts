import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { api, value } from '@/api/client';
import type { Entry } from './entry';
import type { AuditFilters } from './filters';

const pageSize = 50;
/** The service skips at most as many entries. */
const farthest = 10_000;

export const readPage = (filters: AuditFilters, offset: number, limit: number, signal: AbortSignal) =>
  value(api.GET('/api/v1/auth/audit', { params: { query: { ...filters, offset, limit } }, signal }));

export const entries = (filters: AuditFilters, enabled: boolean) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'list', filters],
    queryFn: ({ signal, pageParam }) => readPage(filters, pageParam, pageSize, signal),
    initialPageParam: 0,
    getNextPageParam: ({ offset, total }) => {
      const next = offset + pageSize;
      return next < total && next <= farthest ? next : undefined;
    },
    select: ({ pages }) => ({
      total: pages.at(-1)?.total ?? 0,
      entries: onceEach(pages.flatMap((page) => page.events)),
    }),
    placeholderData: keepPreviousData,
    enabled,
  });

/** A new entry pushes the others on, so that the next page repeats some. */
const onceEach = (all: readonly Entry[]) => [...new Map(all.map((entry) => [entry.id, entry])).values()];
