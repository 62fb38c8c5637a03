import { hasCampaigns, hasSeats } from './features';

export interface AdvertiserTab {
  readonly to: '/dsp/$advertiserId/seats' | '/dsp/$advertiserId/campaigns' | '/dsp/$advertiserId/history';
  readonly label: string;
  readonly isOn: boolean;
  /** What a direct link says while the feature is turned off. */
  readonly whenOff: string;
}

const seatsOff = 'This service does not read exchange seats.';

export const tabs = {
  seats: { to: '/dsp/$advertiserId/seats', label: 'Seats', isOn: hasSeats, whenOff: seatsOff },
  campaigns: {
    to: '/dsp/$advertiserId/campaigns',
    label: 'Campaigns',
    isOn: hasCampaigns,
    whenOff: 'This service does not manage DSP campaigns.',
  },
  history: { to: '/dsp/$advertiserId/history', label: 'History', isOn: hasSeats, whenOff: seatsOff },
} as const satisfies Record<string, AdvertiserTab>;
