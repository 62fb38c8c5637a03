import { renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ApiProblem } from '@/api/problems';
import { accessNeeded } from '@/shared/queries';
import { useReconnectOffer } from './useReconnectOffer';

test('Only a read that failed because a login lost its access offers to reconnect it', () => {
  const { rerender } = renderHook(({ error }: { error: Error | null }) => useReconnectOffer(error), {
    initialProps: { error: null as Error | null },
  });
  rerender({ error: new ApiProblem(503, { code: 'amazon.unavailable' }) });
  expect(accessNeeded.get()).toBe(false);

  rerender({ error: new ApiProblem(401, { code: 'connection.reauthorization_required' }) });
  expect(accessNeeded.get()).toBe(true);
});
