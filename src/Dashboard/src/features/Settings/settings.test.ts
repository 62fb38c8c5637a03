import { beforeEach, expect, it, vi } from 'vitest';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import { createElement, type ReactNode } from 'react';
import { api } from '@/api/client';
import { preferences, queryClient, type Preferences } from '@/shared/queries';
import { dateFormatOptions, inFormat, pageSizeOptions, zoneOptions } from './options';
import { useSave } from './queries';

vi.mock('@/api/client', async (original) => ({ ...(await original<object>()), api: { PATCH: vi.fn() } }));

const stored = { theme: 'system', time_format: '24h', items_per_page: 50 } as Preferences;
const shown = () => queryClient.getQueryData(preferences.queryKey);
const patch = vi.mocked(api.PATCH) as unknown as ReturnType<typeof vi.fn>;
const wrapper = ({ children }: { children: ReactNode }) =>
  createElement(QueryClientProvider, { client: queryClient }, children);

beforeEach(() => {
  patch.mockReset();
  queryClient.setQueryData(preferences.queryKey, stored);
});

it('shows a change before it is saved, and sends that member alone', async () => {
  let answer: (value: unknown) => void = () => undefined;
  patch.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  const { result } = renderHook(() => useSave(), { wrapper });
  act(() => result.current.mutate({ theme: 'dark' }));

  await waitFor(() => expect(shown()?.theme).toBe('dark'));
  await waitFor(() => expect(patch).toHaveBeenCalled());
  expect(patch.mock.calls[0]?.[1].body).toEqual({ preferences: { theme: 'dark' } });
  act(() => answer({ data: { preferences: { ...stored, theme: 'dark' } }, response: new Response() }));
  await waitFor(() => expect(result.current.isSuccess).toBe(true));
});

it('takes back a refused change, and no other', async () => {
  const refused = { error: { detail: 'No.' }, response: new Response(null, { status: 403 }) };
  const saved = { data: { preferences: { ...stored, time_format: '12h' } }, response: new Response() };
  patch.mockResolvedValueOnce(refused).mockResolvedValueOnce(saved);
  const { result } = renderHook(() => [useSave(), useSave()] as const, { wrapper });
  act(() => {
    result.current[0].mutate({ theme: 'dark' });
    result.current[1].mutate({ time_format: '12h' });
  });

  await waitFor(() => expect(result.current[1].isSuccess).toBe(true));
  expect(result.current[0].error?.message).toBe('No.');
  expect(shown()).toEqual({ ...stored, time_format: '12h' });
});

it('shows each format by an example, and keeps a format of its own', () => {
  const date = new Date(2026, 2, 5);
  expect(['YYYY-MM-DD', 'DD.MM.YY', 'D MMM YYYY', 'M/D'].map((format) => inFormat(format, date))).toEqual([
    '2026-03-05',
    '05.03.26',
    '5 Mar 2026',
    '3/5',
  ]);
  expect(dateFormatOptions('YY/M/D').at(-1)?.value).toBe('YY/M/D');
  expect(pageSizeOptions(30).map(({ value }) => value)).toEqual(['10', '25', '30', '50', '100']);
});

it('offers UTC first and every zone once', () => {
  const zones = zoneOptions('Europe/Berlin').map(({ value }) => value);
  expect(zones[0]).toBe('UTC');
  expect(zones.filter((zone) => zone === 'Europe/Berlin')).toHaveLength(1);
});
