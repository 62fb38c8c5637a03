import type { Run } from './queries';
import type { Status } from './statuses';

export const runStatus: Record<Run['status'], Status> = {
  queued: { label: 'Queued', tone: 'info', icon: 'running', text: 'The run starts within seconds.' },
  in_progress: { label: 'Running', tone: 'info', icon: 'running', text: 'The run is reading from Amazon.' },
  success: { label: 'Complete', tone: 'ok', icon: 'ok', text: 'Every listing was read to its end.' },
  partial: { label: 'Partial', tone: 'warn', icon: 'problem', text: 'Some listings failed. Nothing was removed.' },
  failed: { label: 'Failed', tone: 'bad', icon: 'invalid', text: 'No listing could be read. Nothing was changed.' },
  cancelled: {
    label: 'Cancelled',
    tone: 'off',
    icon: 'off',
    text: 'The run was stopped. Data read until then is kept.',
  },
};
