import createClient from 'openapi-fetch';
import { send } from '@/api/client';

export interface Flight {
  flight_id: string | null;
  name: string | null;
  start_date: string;
  end_date: string;
  budget: number;
}

export interface Campaign {
  campaign_id: string;
  campaign_name: string;
  /** `active`, `paused`, `archived`, `draft`, `proposed`, or a new word of Amazon's. */
  status: string;
  budget: number | null;
  currency: string | null;
  start_date: string | null;
  end_date: string | null;
  metadata: {
    kpi: string | null;
    bid_strategy: string | null;
    country: string | null;
    delivery_reasons: string[];
    /** It was created paused and is being activated. */
    enabling: boolean;
    /** It belongs to a deal and can be changed at Amazon only. */
    read_only: boolean;
    flights: Flight[];
  };
  created_at: string;
  updated_at: string;
}

interface CampaignList {
  campaigns: Campaign[];
  next_token: string | null;
  timestamp: string;
  cached: boolean;
}

export interface FlightBody {
  flight_id?: string;
  start_date?: string;
  end_date?: string;
  budget?: number;
}

/** A new campaign, or the members of one that change. */
export interface CampaignBody {
  name?: string;
  budget?: number;
  currency?: string;
  start_date?: string;
  end_date?: string;
  country?: string;
  kpi?: string;
  bid_strategy?: string;
  status?: string;
  flights?: FlightBody[];
}

interface Responses<T> {
  200: { content: { 'application/json': T } };
}
interface Body {
  content: { 'application/json': CampaignBody };
}

interface CampaignPaths {
  '/api/v1/accounts/dsp/{advertiser_id}/campaigns': {
    get: {
      parameters: {
        path: { advertiser_id: string };
        query?: { status?: string; max_results?: number; next_token?: string; live?: boolean };
      };
      responses: Responses<CampaignList>;
    };
    post: {
      parameters: { path: { advertiser_id: string }; header: { 'Idempotency-Key': string } };
      requestBody: Body;
      responses: { 201: { content: { 'application/json': Campaign } } };
    };
  };
  '/api/v1/accounts/dsp/{advertiser_id}/campaigns/{campaign_id}': {
    get: {
      parameters: { path: { advertiser_id: string; campaign_id: string }; query?: { live?: boolean } };
      responses: Responses<Campaign>;
    };
    patch: {
      parameters: { path: { advertiser_id: string; campaign_id: string }; header?: { 'If-Match'?: string } };
      requestBody: Body;
      responses: Responses<Campaign>;
    };
  };
}

export const campaignsApi = createClient<CampaignPaths>({ baseUrl: location.origin, fetch: send });
