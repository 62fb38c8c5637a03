import { useEffect } from 'react';
import { toProblem } from '@/api/problems';
import { accessNeeded } from '@/shared/queries';

/** Offers to reconnect a login if a read failed because it lost its access. Actions do so on their own. */
export function useReconnectOffer(error: Error | null) {
  const isNeeded = error !== null && toProblem(error).code === 'connection.reauthorization_required';
  useEffect(() => {
    if (isNeeded) accessNeeded.set(true);
  }, [isNeeded]);
}
