import { queryOptions } from '@tanstack/react-query';
import { api, value } from '@/api/client';
import { branchesOf } from './tree';

/** The tree as it is stored; a sync changes it. */
export const hierarchy = queryOptions({
  queryKey: ['hierarchy'],
  queryFn: async ({ signal }) => {
    const read = await value(api.GET('/api/v1/accounts/hierarchy', { signal }));
    return { branches: branchesOf(read), timestamp: read.timestamp };
  },
});
