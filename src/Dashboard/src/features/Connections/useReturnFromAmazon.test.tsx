import { act, renderHook, waitFor } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { follow } from '@/shared/liveSync';
import { queryClient } from '@/shared/queries';
import { toast } from '@/ui/toast';
import { useReturnFromAmazon } from './useReturnFromAmazon';

const navigate = vi.fn<(to: object) => Promise<void>>(() => Promise.resolve());
const replace = vi.fn<(address: string) => void>();
const history = { replace };
let search: Record<string, string> = {};

vi.mock('@tanstack/react-router', () => ({
  useNavigate: () => navigate,
  useRouter: () => ({ history }),
  useSearch: () => search,
}));
vi.mock('@/ui/toast', () => ({ toast: vi.fn<() => string>() }));
vi.mock('@/shared/liveSync', () => ({ follow: vi.fn<() => Promise<void>>() }));

const returnWith = (given: Record<string, string>, runs: object[] = []) => {
  search = given;
  vi.spyOn(queryClient, 'fetchQuery').mockImplementation(({ queryKey }) =>
    Promise.resolve(queryKey[0] === 'runs' ? runs : []),
  );
  return renderHook(useReturnFromAmazon);
};
const running = { sync_id: 'new', status: 'in_progress' };
const finished = { sync_id: 'old', status: 'success' };

beforeEach(() => {
  vi.clearAllMocks();
  sessionStorage.setItem('view-before-consent', '/accounts?status=error');
});

it('shows the progress of a first sync', async () => {
  returnWith({ success: 'true' }, [running]);

  await waitFor(() => expect(navigate).toHaveBeenCalledExactlyOnceWith({ to: '/sync', replace: true }));
  expect(follow).toHaveBeenCalledWith('new');
  expect(toast).toHaveBeenCalledWith({ title: 'Connected. The first sync has started.', tone: 'ok' });
});

it('goes back to the view before the consent', async () => {
  returnWith({ success: 'true' }, [running, finished]);

  await waitFor(() => expect(replace).toHaveBeenCalledExactlyOnceWith('/accounts?status=error'));
  expect(navigate).not.toHaveBeenCalled();
});

it('keeps the code of a failure in the address, and its description out of it', async () => {
  const { result, rerender } = returnWith({
    error: 'oauth.access_denied',
    error_description: 'Access was not granted.',
  });

  expect(navigate).toHaveBeenCalledExactlyOnceWith({
    to: '/connections',
    search: { problem: 'oauth.access_denied' },
    replace: true,
  });
  search = { problem: 'oauth.access_denied' };
  await act(() => Promise.resolve(rerender()));
  expect(result.current.description).toBe('Access was not granted.');
  expect(toast).not.toHaveBeenCalled();
});
