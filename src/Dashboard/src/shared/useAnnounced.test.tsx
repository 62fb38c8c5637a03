import { renderHook } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { announcement } from './announce';
import { useAnnounced } from './useAnnounced';

test('Only a count that has settled is said', () => {
  vi.useFakeTimers();
  const { rerender } = renderHook(({ text }: { text: string | null }) => useAnnounced(text), {
    initialProps: { text: '5 reads shown.' as string | null },
  });
  rerender({ text: null });
  vi.advanceTimersByTime(1000);
  expect(announcement.get()).toBe('');

  rerender({ text: '2 reads shown.' });
  vi.advanceTimersByTime(1000);
  expect(announcement.get()).toBe('2 reads shown.');
  vi.useRealTimers();
});
