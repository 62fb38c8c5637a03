import { useSyncExternalStore } from 'react';

const wide = matchMedia('(min-width: 768px)');

function subscribe(listener: () => void) {
  wide.addEventListener('change', listener);
  return () => wide.removeEventListener('change', listener);
}

/** Whether there is room for a table; below, the same content stands in cards. */
export const useWide = () => useSyncExternalStore(subscribe, () => wide.matches);
