import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, renderHook, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiProblem } from '@/api/problems';
import { useSwitch } from './actions';
import { CampaignSheet } from './CampaignSheet';
import { draftOf } from './draft';
import { Notices } from './Notices';
import * as queries from './queries';
import { useSave } from './useSave';
import type { Campaign } from './wire';

vi.mock('./queries');
vi.mock('./CampaignForm', () => ({ CampaignForm: () => <p>The form</p> }));
vi.mock('@/shared/Dsp/advertisers', () => ({
  advertiser: (id: string) => ({
    queryKey: ['advertiser', id],
    queryFn: () => Promise.reject(ApiProblem.unreachable()),
    retry: false,
  }),
}));
// A popup's code is compiled on first use, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const campaign = {
  campaign_id: 'c1',
  campaign_name: 'Spring',
  status: 'paused',
  budget: 10,
  currency: 'USD',
  start_date: '2026-12-01',
  end_date: '2026-12-31',
  metadata: { flights: [], enabling: false, read_only: false, kpi: 'REACH', bid_strategy: null, country: 'US' },
} as unknown as Campaign;

const base = { campaign, etag: '"1"' };
const draft = { ...draftOf(campaign), name: 'Summer' };

const wrapper = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>
);

const save = () =>
  renderHook(() => useSave({ advertiserId: 'a1', base, draft, onBase: vi.fn(), onSaved: vi.fn() }), { wrapper });

beforeEach(() => {
  vi.resetAllMocks();
  Element.prototype.scrollIntoView = vi.fn();
});
afterEach(cleanup);

test('A switch that was not sent is taken back at once, without asking what became of it', async () => {
  vi.mocked(queries.patchCampaign).mockRejectedValue(new ApiProblem(503, { code: 'amazon.unavailable' }));
  const { result } = renderHook(() => useSwitch('a1'), { wrapper });

  act(() => result.current.mutate(campaign));

  await waitFor(() => expect(result.current.isError).toBe(true));
  expect(queries.readCampaign).not.toHaveBeenCalled();
  expect(queries.showCampaign).toHaveBeenLastCalledWith('a1', campaign);
});

test('A refusal that names a time counts it down at the button of the form', async () => {
  vi.mocked(queries.patchCampaign).mockRejectedValue(new ApiProblem(429, { code: 'rate_limited' }, 30));
  const { result } = save();

  act(() => result.current.save.mutate());

  await waitFor(() => expect(result.current.left).toBeGreaterThan(25));
});

test('A campaign that was changed in the meantime is refused in words, also when it cannot be read again', async () => {
  vi.mocked(queries.patchCampaign).mockRejectedValue(new ApiProblem(412, { detail: 'It was changed.' }));
  vi.mocked(queries.readCampaign).mockRejectedValue(ApiProblem.unreachable());
  const { result } = save();
  act(() => result.current.save.mutate());
  await waitFor(() => expect(result.current.save.isError).toBe(true));

  const { check, isOutdated } = result.current;
  const problem = result.current.save.error as ApiProblem;
  render(<Notices {...{ problem, check, isOutdated, base, draft }} isNew={false} onAdopt={vi.fn()} />);

  expect(screen.getByRole('alert').textContent).toContain('It was changed.');
});

test('A new campaign can be given although its advertiser could not be read', async () => {
  render(<CampaignSheet advertiserId="a1" campaignId={null} onClose={vi.fn()} />, { wrapper });

  await screen.findByText('The form', undefined, { timeout: 20_000 });
});
