import { Copy, Ellipsis, Pause, Pencil, Play } from 'lucide-react';
import { announce } from '@/shared/announce';
import { Button } from '@/ui/button';
import { Menu } from '@/ui/menu';
import { useSwitch } from './actions';
import type { Campaign } from './wire';
import { switchOf } from './words';

/** What can be done with a campaign. What is not allowed is explained when it is tried. */
export function CampaignMenu({
  advertiserId,
  campaign,
  onOpen,
}: {
  advertiserId: string;
  campaign: Campaign;
  onOpen: (campaignId: string) => void;
}) {
  const { mutate } = useSwitch(advertiserId);
  const to = switchOf(campaign);
  const ofDeal = campaign.metadata.read_only ? 'It belongs to a deal; change it at Amazon.' : null;
  const copy = async () => {
    await navigator.clipboard.writeText(campaign.campaign_id);
    announce(`Copied id of ${campaign.campaign_name}.`);
  };
  return (
    <Menu
      align="end"
      items={[
        {
          label: 'Edit',
          icon: <Pencil aria-hidden />,
          disabled: ofDeal !== null,
          description: ofDeal,
          onSelect: () => onOpen(campaign.campaign_id),
        },
        {
          label: to === 'active' ? 'Enable' : 'Pause',
          icon: to === 'active' ? <Play aria-hidden /> : <Pause aria-hidden />,
          disabled: to === null || ofDeal !== null,
          description: ofDeal ?? (to === null ? 'Only an active or paused campaign can be switched.' : undefined),
          onSelect: () => mutate(campaign),
        },
        { label: 'Copy id', icon: <Copy aria-hidden />, onSelect: () => void copy() },
      ]}
      trigger={
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Actions for ${campaign.campaign_name}`}
          className="text-muted-foreground"
        >
          <Ellipsis aria-hidden />
        </Button>
      }
    />
  );
}
