import { hasFeature } from '@/config';

export const hasSeats = hasFeature('dsp_seats');
export const hasCampaigns = hasFeature('dsp_campaigns');

/** Where an advertiser's pages begin, with what is turned on. */
export const firstTab = hasSeats || !hasCampaigns ? '/dsp/$advertiserId/seats' : '/dsp/$advertiserId/campaigns';
