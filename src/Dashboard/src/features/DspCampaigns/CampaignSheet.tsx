import { useQuery } from '@tanstack/react-query';
import { advertiser } from '@/shared/Dsp/advertisers';
import { ProblemCard } from '@/shared/ProblemCard';
import { Sheet } from '@/ui/sheet';
import { Skeleton } from '@/ui/skeleton';
import { CampaignForm } from './CampaignForm';
import { emptyDraft } from './draft';
import { campaignOf } from './queries';

interface Props {
  advertiserId: string;
  onClose: (isSaved: boolean) => void;
}

/** The form of a new or an existing campaign, beside the list. */
export function CampaignSheet({ campaignId, ...props }: Props & { campaignId: string | null }) {
  return (
    <Sheet
      open
      size="lg"
      onOpenChange={(isOpen) => !isOpen && props.onClose(false)}
      title={campaignId ? 'Edit campaign' : 'New campaign'}
      description={campaignId ? undefined : 'Amazon creates it paused; “Active” enables it right after.'}
    >
      {campaignId ? <Existing campaignId={campaignId} {...props} /> : <New {...props} />}
    </Sheet>
  );
}

function New(props: Props) {
  const { data: account, isPending } = useQuery(advertiser(props.advertiserId));
  // Without the advertiser the form has no country and no currency to begin with, and both may be left out.
  if (isPending) return <Waiting />;
  const { country_code, currency_code } = account?.metadata ?? {};
  return <CampaignForm {...props} stored={null} initial={emptyDraft(country_code ?? '', currency_code ?? '')} />;
}

function Existing({ campaignId, ...props }: Props & { campaignId: string }) {
  const { data, error, refetch } = useQuery(campaignOf(props.advertiserId, campaignId));
  if (data?.campaign.metadata.read_only)
    return (
      <p>
        <bdi className="font-medium">{data.campaign.campaign_name}</bdi> belongs to a deal at Amazon. Change it in
        Amazon’s console; “Load from Amazon” then shows the change.
      </p>
    );
  if (data) return <CampaignForm {...props} stored={data} initial={null} />;
  return error ? <ProblemCard error={error} onRetry={() => void refetch()} /> : <Waiting />;
}

const Waiting = () => <Skeleton aria-busy className="h-96 w-full rounded-lg" />;
