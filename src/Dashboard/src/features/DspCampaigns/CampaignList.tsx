import { Link } from '@tanstack/react-router';
import { CopyId } from '@/shared/CopyId';
import { Money } from '@/shared/Money';
import { StatusBadge } from '@/shared/StatusBadge';
import { counted } from '@/shared/texts';
import { useMedia } from '@/shared/useMedia';
import { Card } from '@/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/ui/table';
import { CampaignMenu } from './CampaignMenu';
import type { Campaign } from './wire';
import { dateText, kpiName, reasonText, statusOfCampaign } from './words';

interface ListProps {
  advertiserId: string;
  campaigns: readonly Campaign[];
  onOpen: (campaignId: string) => void;
}

/** The campaigns: a table, or cards where there is little room. */
export function CampaignList(props: ListProps) {
  return useMedia('(min-width: 768px)') ? <Wide {...props} /> : <Narrow {...props} />;
}

function Wide({ advertiserId, campaigns, onOpen }: ListProps) {
  return (
    <Card>
      <Table caption="Campaigns, newest first">
        <TableHeader>
          <TableRow>
            <TableHead>Campaign</TableHead>
            <TableHead>Status</TableHead>
            <TableHead className="text-end!">Budget</TableHead>
            <TableHead>Dates</TableHead>
            <TableHead>KPI</TableHead>
            <TableHead>
              <span className="sr-only">Actions</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {campaigns.map((campaign) => (
            <TableRow key={campaign.campaign_id} className="hover:bg-muted/50">
              <th scope="row" className="min-w-52 px-4 py-2 text-start font-medium">
                <Name campaign={campaign} />
                <span className="block font-normal">
                  <CopyId id={campaign.campaign_id} label="campaign id" />
                </span>
              </th>
              <TableCell>
                <StatusBadge status={statusOfCampaign(campaign)} />
                <Delivery campaign={campaign} />
              </TableCell>
              <TableCell className="text-end">
                <Money amount={campaign.budget} currency={campaign.currency} />
              </TableCell>
              <TableCell>
                <Dates campaign={campaign} />
              </TableCell>
              <TableCell>
                <Kpi campaign={campaign} />
              </TableCell>
              <TableCell className="w-12 px-2">
                <CampaignMenu advertiserId={advertiserId} campaign={campaign} onOpen={onOpen} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function Narrow({ advertiserId, campaigns, onOpen }: ListProps) {
  return (
    <ul aria-label="Campaigns, newest first" className="flex flex-col gap-2">
      {campaigns.map((campaign) => (
        <li key={campaign.campaign_id} className="flex flex-col gap-2 rounded-lg border bg-card p-3 ps-4">
          <div className="flex items-start justify-between gap-2">
            <span className="min-w-0 pt-1 font-medium">
              <Name campaign={campaign} />
            </span>
            <CampaignMenu advertiserId={advertiserId} campaign={campaign} onOpen={onOpen} />
          </div>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <StatusBadge status={statusOfCampaign(campaign)} />
            <Money amount={campaign.budget} currency={campaign.currency} />
          </div>
          <Delivery campaign={campaign} />
          <div className="text-sm text-muted-foreground">
            <Dates campaign={campaign} />
            <Kpi campaign={campaign} />
          </div>
        </li>
      ))}
    </ul>
  );
}

const Name = ({ campaign }: { campaign: Campaign }) => (
  <Link
    from="/dsp/$advertiserId/campaigns"
    search={(before) => ({ ...before, open: campaign.campaign_id })}
    resetScroll={false}
    className="wrap-anywhere underline-offset-4 hover:underline"
  >
    <bdi>{campaign.campaign_name}</bdi>
  </Link>
);

function Dates({ campaign: { start_date, end_date, metadata } }: { campaign: Campaign }) {
  if (!start_date && !end_date) return <span className="text-muted-foreground">none</span>;
  return (
    <>
      <span className="block">
        <span className="whitespace-nowrap">{dateText(start_date)} to</span>{' '}
        <span className="whitespace-nowrap">{dateText(end_date)}</span>
      </span>
      {metadata.flights.length > 1 && (
        <span className="block text-sm text-muted-foreground">{counted(metadata.flights.length, 'flight')}</span>
      )}
    </>
  );
}

const Kpi = ({ campaign: { metadata } }: { campaign: Campaign }) =>
  metadata.kpi ? <span>{kpiName(metadata.kpi)}</span> : <span className="text-muted-foreground">none</span>;

/** Why Amazon does not deliver it, in Amazon's words. That it is paused is its status already. */
function Delivery({ campaign: { metadata } }: { campaign: Campaign }) {
  const reason = metadata.delivery_reasons.find((word) => word !== 'CAMPAIGN_PAUSED');
  return reason ? <span className="mt-1 block text-sm text-warn">{reasonText(reason)}</span> : null;
}
