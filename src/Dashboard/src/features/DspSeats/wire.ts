import createClient from 'openapi-fetch';
import { send } from '@/api/client';

export interface Seat {
  exchangeId: string;
  exchangeName: string | null;
  dealCreationId: string | null;
  spendTrackingId: string | null;
}

export interface SeatPage {
  advertiserSeats: { advertiserId: string; currentSeats: Seat[] }[];
  nextToken: string | null;
  timestamp: string | null;
  cached: boolean;
  syncStatus: 'success' | 'partial' | 'failed' | 'never';
  stale?: boolean;
}

export interface SeatRun {
  id: string;
  sync_status: 'success' | 'partial' | 'failed';
  seats_retrieved: number;
  exchanges_count: number;
  error_message: string | null;
  created_at: string;
}

interface SeatHistory {
  sync_history: SeatRun[];
  total_count: number;
}

interface Refreshed {
  success: boolean;
  seats_updated: number;
  last_sync: string;
  sync_log_id: string;
}

interface Ok<T> {
  200: { content: { 'application/json': T } };
}
interface OfAdvertiser {
  path: { advertiser_id: string };
}

interface SeatPaths {
  '/api/v1/accounts/dsp/{advertiser_id}/seats': {
    get: {
      parameters: OfAdvertiser & { query?: { max_results?: number; next_token?: string } };
      responses: Ok<SeatPage>;
    };
  };
  '/api/v1/accounts/dsp/{advertiser_id}/seats/refresh': {
    post: {
      parameters: OfAdvertiser;
      requestBody: { content: { 'application/json': { force: boolean } } };
      responses: Ok<Refreshed>;
    };
  };
  '/api/v1/accounts/dsp/{advertiser_id}/seats/sync-history': {
    get: {
      parameters: OfAdvertiser & {
        query?: { limit?: number; offset?: number; status_filter?: SeatRun['sync_status'] };
      };
      responses: Ok<SeatHistory>;
    };
  };
}

export const seatsApi = createClient<SeatPaths>({ baseUrl: location.origin, fetch: send });
