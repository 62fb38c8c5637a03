import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Plus, RefreshCw } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { announce } from '@/shared/announce';
import { AdvertiserPage } from '@/shared/Dsp/AdvertiserPage';
import { hasCampaigns } from '@/shared/Dsp/features';
import { tabs } from '@/shared/Dsp/tabs';
import { useReconnectOffer } from '@/shared/Dsp/useReconnectOffer';
import { ProblemCard } from '@/shared/ProblemCard';
import { RefusedStrip } from '@/shared/RefusedStrip';
import { Age } from '@/shared/Stale';
import { StaleStrip } from '@/shared/StaleStrip';
import { counted } from '@/shared/texts';
import { useAnnounced } from '@/shared/useAnnounced';
import { useRetryAfter } from '@/shared/useRetryAfter';
import { Button } from '@/ui/button';
import { Select } from '@/ui/select';
import { Skeleton } from '@/ui/skeleton';
import { CampaignList } from './CampaignList';
import { campaignsOf, loadFromAmazon } from './queries';
import { campaignsSearch, campaignStatuses } from './search';
import { statusName } from './words';

const CampaignSheet = lazy(() => import('./CampaignSheet').then((part) => ({ default: part.CampaignSheet })));

const options = [
  { value: '', label: 'All statuses' },
  ...campaignStatuses.map((status) => ({ value: status, label: statusName(status) })),
];

/** An advertiser's campaigns, as they are stored. Amazon is asked at the first visit and on request. */
export default function CampaignsPage() {
  const { advertiserId } = useParams({ from: '/dsp/$advertiserId/campaigns' });
  return <OfAdvertiser key={advertiserId} advertiserId={advertiserId} />;
}

function OfAdvertiser({ advertiserId }: { advertiserId: string }) {
  const { status, open } = useSearch({ from: '/dsp/$advertiserId/campaigns' });
  const navigate = useNavigate({ from: '/dsp/$advertiserId/campaigns' });
  const query = useInfiniteQuery({ ...campaignsOf(advertiserId, status), enabled: hasCampaigns });
  const { data, error } = query;
  const campaigns = data?.pages.flatMap((page) => page.campaigns) ?? [];
  const load = useLoad(advertiserId);
  useAnnounced(data ? `${counted(campaigns.length, 'campaign')} shown.` : null);
  useReconnectOffer(error);
  const show = (campaign: string | undefined, ignoreBlocker = false) =>
    void navigate({ search: { status, open: campaign }, resetScroll: false, ignoreBlocker });

  return (
    <AdvertiserPage
      id={advertiserId}
      tab={tabs.campaigns}
      ready={Boolean(data ?? error)}
      actions={
        <>
          {load.button}
          <Button variant="primary" onClick={() => show('new')}>
            <Plus aria-hidden className="size-3.5" />
            New campaign
          </Button>
        </>
      }
    >
      {load.error && <RefusedStrip title="The campaigns were not read." error={load.error} />}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <Select
          aria-label="Status"
          className="w-44"
          options={options}
          value={status ?? ''}
          onValueChange={(chosen) => void navigate({ search: campaignsSearch({ status: chosen }), resetScroll: false })}
        />
        {data?.pages[0] && <ReadAge {...data.pages[0]} />}
      </div>
      {error && data && <StaleStrip query={query} />}
      {error && !data && <ProblemCard error={error} onRetry={() => void query.refetch()} />}
      {!error && !data && <Skeleton aria-busy className="h-96 w-full rounded-lg" />}
      {data && campaigns.length === 0 && (
        <p className="rounded-lg border bg-card p-6">
          {status ? `No campaign is ${statusName(status).toLowerCase()}. ` : 'The advertiser has no campaigns. '}
          {status ? (
            <Button variant="link" size="inline" onClick={() => void navigate({ search: {}, resetScroll: false })}>
              Show all
            </Button>
          ) : (
            '“New campaign” creates one.'
          )}
        </p>
      )}
      {campaigns.length > 0 && <CampaignList advertiserId={advertiserId} campaigns={campaigns} onOpen={show} />}
      {query.hasNextPage && (
        <div className="text-center">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
      {open && hasCampaigns && (
        <Suspense>
          <CampaignSheet
            key={open}
            advertiserId={advertiserId}
            campaignId={open === 'new' ? null : open}
            onClose={(isSaved) => show(undefined, isSaved)}
          />
        </Suspense>
      )}
    </AdvertiserPage>
  );
}

function useLoad(id: string) {
  const { left, refused } = useRetryAfter();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => loadFromAmazon(id),
    onSuccess: () => announce('Campaigns read from Amazon.'),
    onError: (failure: Error) => refused(failure),
  });
  const button = (
    <Button busy={isPending} aria-disabled={left > 0 || undefined} onClick={() => mutate()}>
      <RefreshCw aria-hidden className="size-3.5" />
      {left > 0 ? `Load in ${left} s` : 'Load from Amazon'}
    </Button>
  );
  return { button, error };
}

function ReadAge({ timestamp, cached }: { timestamp: string | null; cached: boolean }) {
  if (!timestamp) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted-foreground">
      <Age time={timestamp} />
      {cached ? '· stored copy' : '· read from Amazon'}
    </p>
  );
}
