import { infiniteQueryOptions, queryOptions, type InfiniteData } from '@tanstack/react-query';
import { api, value } from '@/api/client';
import { ApiProblem } from '@/api/problems';
import { queryClient } from '@/shared/queries';
import type { CampaignStatus } from './search';
import type { Campaign, CampaignBody } from './wire';

const list = '/api/v1/accounts/dsp/{advertiser_id}/campaigns';
const one = '/api/v1/accounts/dsp/{advertiser_id}/campaigns/{campaign_id}';
const pageSize = 50;
const enablingEvery = 5000;

const listsOf = (id: string) => ['dsp', id, 'campaigns', 'list'] as const;

/** The stored campaigns, newest first, page by page. While one is being enabled, they are looked at again. */
export const campaignsOf = (id: string, status?: CampaignStatus) =>
  infiniteQueryOptions({
    queryKey: [...listsOf(id), status],
    queryFn: ({ pageParam, signal }) =>
      value(
        api.GET(list, {
          params: {
            path: { advertiser_id: id },
            query: { max_results: pageSize, ...(status && { status }), ...(pageParam && { next_token: pageParam }) },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_token }) => next_token,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ campaigns }) => campaigns.some(({ metadata }) => metadata.enabling))
        ? enablingEvery
        : false,
  });

/** Reads all campaigns from Amazon and stores them, then shows the list again. */
export async function loadFromAmazon(id: string): Promise<void> {
  await value(api.GET(list, { params: { path: { advertiser_id: id }, query: { live: true, max_results: 1 } } }));
  await refreshLists(id);
}

export const refreshLists = (id: string) => queryClient.invalidateQueries({ queryKey: listsOf(id) });

/** All campaigns with a name, as Amazon lists them now. */
export async function findAtAmazon(id: string, name: string): Promise<Campaign[]> {
  await loadFromAmazon(id);
  const found: Campaign[] = [];
  for (let next: string | null = ''; next !== null;) {
    // Each page names the next one.
    // oxlint-disable-next-line no-await-in-loop
    const page: { campaigns: Campaign[]; next_token: string | null } = await value(
      api.GET(list, {
        params: { path: { advertiser_id: id }, query: { max_results: 100, ...(next && { next_token: next }) } },
      }),
    );
    found.push(...page.campaigns.filter(({ campaign_name }) => campaign_name === name));
    next = page.next_token;
  }
  return found;
}

/** A campaign and the version that a change of it names. */
export interface Stored {
  readonly campaign: Campaign;
  readonly etag: string;
}

const stored = async (call: Promise<{ data?: Campaign; error?: unknown; response: Response }>): Promise<Stored> => {
  const { data, error, response } = await call;
  if (!data) throw ApiProblem.of(response, error);
  return { campaign: data, etag: response.headers.get('ETag') ?? '' };
};

export const readCampaign = (id: string, campaign_id: string, live = false, signal?: AbortSignal) =>
  stored(
    api.GET(one, {
      params: { path: { advertiser_id: id, campaign_id }, ...(live && { query: { live } }) },
      signal,
    }),
  );

export const campaignOf = (id: string, campaignId: string) =>
  queryOptions({
    queryKey: ['dsp', id, 'campaigns', 'one', campaignId],
    queryFn: ({ signal }) => readCampaign(id, campaignId, false, signal),
    // A form starts from what is stored when it opens.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

export const createCampaign = (id: string, body: CampaignBody, key: string) =>
  stored(api.POST(list, { params: { path: { advertiser_id: id }, header: { 'Idempotency-Key': key } }, body }));

/** Changes some members. With a version, a newer one is refused with 412. */
export const patchCampaign = (id: string, campaign_id: string, body: CampaignBody, etag?: string) =>
  stored(
    api.PATCH(one, {
      params: { path: { advertiser_id: id, campaign_id }, ...(etag && { header: { 'If-Match': etag } }) },
      body,
    }),
  );

/** Shows a campaign in every loaded list as it is now. */
export function showCampaign(id: string, campaign: Campaign) {
  type Pages = InfiniteData<{ campaigns: Campaign[] }>;
  queryClient.setQueriesData<Pages>(
    { queryKey: listsOf(id) },
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({
          ...page,
          campaigns: page.campaigns.map((row) => (row.campaign_id === campaign.campaign_id ? campaign : row)),
        })),
      },
  );
}
