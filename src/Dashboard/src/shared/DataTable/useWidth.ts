import { useSyncExternalStore } from 'react';
import type { Breakpoint } from './types';

const steps: readonly Breakpoint[] = [1280, 1024, 768, 640];

/** The widest breakpoint the window reaches, or 0. */
export function useWidth(): Breakpoint | 0 {
  return useSyncExternalStore(watch, () => steps.find((step) => query(step).matches) ?? 0);
}

function query(step: Breakpoint) {
  return matchMedia(`(min-width: ${step}px)`);
}

function watch(changed: () => void) {
  const queries = steps.map(query);
  for (const one of queries) one.addEventListener('change', changed);
  return () => {
    for (const one of queries) one.removeEventListener('change', changed);
  };
}
