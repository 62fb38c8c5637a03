import { useSyncExternalStore } from 'react';

/** One clock for every age on the screen: it ticks each second, and readers choose how coarsely they read it. */
let now = Date.now();
let timer: ReturnType<typeof setInterval> | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  now = Date.now();
  timer ??= setInterval(() => {
    now = Date.now();
    for (const notify of listeners) notify();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  };
}

/** The current time in milliseconds, rounded down to `step`, so that a component renders once per step. */
export const useNow = (step = 1000): number => useSyncExternalStore(subscribe, () => Math.floor(now / step) * step);

/** The current time for the age of `at`: each second while it is near, else twice a minute. */
export const useNowNear = (at: number): number =>
  useSyncExternalStore(subscribe, () => {
    const step = Math.abs(now - at) < 90_000 ? 1000 : 30_000;
    return Math.floor(now / step) * step;
  });
