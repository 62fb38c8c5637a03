import { queryOptions } from '@tanstack/react-query';
import { api, value } from '@/api/client';
import type { Account } from '@/shared/queries';

/** As many as one list shows; a search finds the others. */
const shown = 100;

const find = async (search: string, signal: AbortSignal) =>
  value(
    api.GET('/api/v1/accounts', {
      params: { query: { account_type: ['dsp'], search: search || undefined, page_size: shown, sort: 'name' } },
      signal,
    }),
  );

/** The DSP advertisers whose name or id contains a text. */
export const advertisers = (search = '') =>
  queryOptions({
    queryKey: ['accounts', 'advertisers', search],
    queryFn: ({ signal }) => find(search, signal),
  });

/** One advertiser by Amazon's id; null if it is not among the user's accounts. */
export const advertiser = (id: string) =>
  queryOptions({
    queryKey: ['accounts', 'advertiser', id],
    queryFn: async ({ signal }): Promise<Account | null> =>
      (await find(id, signal)).accounts.find((account) => account.amazon_account_id === id) ?? null,
    staleTime: 5 * 60_000,
  });

const storageKey = 'dsp-advertiser';

/** The advertiser that was open last in this browser. */
export const lastAdvertiser = () => localStorage.getItem(storageKey);

export const rememberAdvertiser = (id: string) => localStorage.setItem(storageKey, id);

export const forgetAdvertiser = () => localStorage.removeItem(storageKey);
