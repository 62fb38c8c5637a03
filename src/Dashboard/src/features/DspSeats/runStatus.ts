import type { Status } from '@/shared/statuses';
import type { SeatRun } from './wire';

const statuses: Record<SeatRun['sync_status'], Status> = {
  success: { label: 'Complete', tone: 'ok', icon: 'ok', text: 'All seats were read.' },
  partial: { label: 'Partial', tone: 'warn', icon: 'problem', text: 'Some entries from Amazon could not be used.' },
  failed: { label: 'Failed', tone: 'bad', icon: 'invalid', text: 'The stored seats stayed as they were.' },
};

export const statusOfRun = (status: SeatRun['sync_status']): Status =>
  statuses[status] ?? {
    label: status,
    tone: 'off',
    icon: 'off',
    text: 'This version of the page does not know this result.',
  };
