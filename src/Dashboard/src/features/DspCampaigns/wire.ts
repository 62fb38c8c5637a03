import type { Schemas } from '@/api/client';

export type Campaign = Schemas['CampaignView'];
/** A new campaign, or the members of one that change. */
export type CampaignBody = Schemas['CampaignBody'];
export type FlightBody = Schemas['FlightBody'];
