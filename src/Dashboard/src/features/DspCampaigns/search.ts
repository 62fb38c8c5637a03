import { oneOf, text, type RawSearch } from '@/shared/search';

export const campaignStatuses = ['active', 'paused', 'archived', 'draft', 'proposed'] as const;

export type CampaignStatus = (typeof campaignStatuses)[number];

/** `open` is a campaign's id, or `new`. */
export const campaignsSearch = (raw: RawSearch) => ({
  status: oneOf(raw.status, campaignStatuses),
  open: text(raw.open),
});
