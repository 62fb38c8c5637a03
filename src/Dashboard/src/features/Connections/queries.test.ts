import { beforeEach, expect, it, vi } from 'vitest';
import { api } from '@/api/client';
import { ApiProblem } from '@/api/problems';
import { connections, queryClient, type Connection } from '@/shared/queries';
import { undoLatest } from '@/shared/undo';
import { toast } from '@/ui/toast';
import { refreshNow, rename } from './queries';

vi.mock('@/api/client', () => ({
  api: { PATCH: vi.fn<() => unknown>(), POST: vi.fn<() => unknown>(), GET: vi.fn<() => unknown>() },
  value: (call: Promise<unknown>) => call,
}));
vi.mock('@/ui/toast', () => ({ toast: Object.assign(vi.fn<() => string>(), { close: vi.fn<() => void>() }) }));

const login = { id: 'c1', label: 'Agency NA', region: 'NA', status: 'active', refresh_count: 3 } as Connection;
const shown = () => queryClient.getQueryData(connections.queryKey)?.[0]?.label;
const patched = () => vi.mocked(api.PATCH as unknown as ReturnType<typeof vi.fn>);
const posted = () => vi.mocked(api.POST as unknown as ReturnType<typeof vi.fn>);

beforeEach(() => {
  vi.clearAllMocks();
  queryClient.setQueryData(connections.queryKey, [login]);
});

it('shows a new name at once, and its undo gives the old one back', async () => {
  const seen: unknown[] = [];
  patched().mockImplementation((_: string, { body }: { body: object }) => {
    seen.push(body, shown());
    return Promise.resolve({});
  });

  await rename(login, 'Agency US');
  await undoLatest();

  expect(seen).toEqual([{ label: 'Agency US' }, 'Agency US', { label: 'Agency NA' }, 'Agency NA']);
});

it('says why a name is refused, and offers no undo', async () => {
  patched().mockRejectedValue(new ApiProblem(403, { code: 'connection.impersonation_refused', detail: 'Not you.' }));

  await rename(login, 'Mine');
  await undoLatest();

  expect(toast).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ description: 'Not you.', tone: 'bad' }));
  expect(patched()).toHaveBeenCalledOnce();
  expect(queryClient.getQueryState(connections.queryKey)?.isInvalidated).toBe(true);
});

it('tells a new refresh from one that the service has just made', async () => {
  posted().mockResolvedValueOnce({ refresh_count: 4 }).mockResolvedValueOnce({ refresh_count: 3 });

  expect(await refreshNow(login)).toEqual({ isNew: true });
  expect(await refreshNow(login)).toEqual({ isNew: false });
});
