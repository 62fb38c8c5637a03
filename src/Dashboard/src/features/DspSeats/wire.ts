import type { Schemas } from '@/api/client';

export type Seat = Schemas['SeatView'];
export type SeatPage = Schemas['SeatPage'];
/** A read of all seats of an advertiser, as the log keeps it. */
export type SeatRun = Pick<
  Schemas['SeatReadView'],
  'id' | 'sync_status' | 'seats_retrieved' | 'exchanges_count' | 'error_message' | 'created_at'
>;
