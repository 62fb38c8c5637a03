import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { ApiProblem } from '@/api/problems';
import { announcement } from './announce';
import { follow, startSync, useLiveSync } from './liveSync';
import { recentRuns, queryClient, runKey, type Run } from './queries';
import { updatesOf } from './runUpdates';

vi.mock('@/api/client', () => ({
  api: { POST: () => Promise.reject(new ApiProblem(409, { code: 'sync.already_running', sync_id: 'shared' })) },
  value: (call: Promise<unknown>) => call,
}));
vi.mock('./runUpdates', async (original) => ({ ...(await original()), updatesOf: vi.fn<typeof updatesOf>() }));

const run = (id: string, status: Run['status']) => ({ sync_id: id, status, progress: { accounts_seen: 3 } }) as Run;
const never = new Promise<never>(() => undefined);

beforeEach(() => vi.mocked(updatesOf).mockReset());

it('follows a run once, and not again after its end, which the lists show at once', async () => {
  queryClient.setQueryData(recentRuns.queryKey, [run('a', 'in_progress')]);
  vi.mocked(updatesOf).mockImplementation(async function* () {
    yield run('a', 'in_progress');
    yield run('a', 'success');
  });
  const { result } = renderHook(useLiveSync);

  await act(() => Promise.all([follow('a'), follow('a')]));
  await act(() => follow('a'));

  expect(updatesOf).toHaveBeenCalledOnce();
  expect(result.current).toBeNull();
  expect(announcement.get()).toBe('Sync ended: Complete, 3 accounts.');
  expect(queryClient.getQueryData(runKey('a'))).toMatchObject({ status: 'success' });
  expect(queryClient.getQueryData(recentRuns.queryKey)).toMatchObject([{ status: 'success' }]);
});

it('joins the run that a refused start names, also if it is followed already', async () => {
  vi.mocked(updatesOf).mockImplementation(async function* () {
    yield run('shared', 'in_progress');
    await never;
  });
  const { result } = renderHook(useLiveSync);
  act(() => void follow('shared'));
  expect(result.current).toMatchObject({ id: 'shared', joined: false });

  await act(async () => expect(await startSync()).toEqual({ id: 'shared', joined: true }));

  expect(result.current).toMatchObject({ id: 'shared', joined: true });
  expect(updatesOf).toHaveBeenCalledOnce();
});

it('gives up a run that the service refuses to report on', async () => {
  vi.mocked(updatesOf).mockImplementation(async function* () {
    yield run('gone', 'in_progress');
    throw new ApiProblem(404, { code: 'sync.not_found' });
  });
  const { result } = renderHook(useLiveSync);

  await act(() => follow('gone'));

  expect(result.current).toBeNull();
});
