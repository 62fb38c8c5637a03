import { useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';

const slot = 'scroll-offsets';
const offsets = new Map<string, number>(read());

function read(): [string, number][] {
  try {
    return JSON.parse(sessionStorage.getItem(slot) ?? '[]') as [string, number][];
  } catch {
    return [];
  }
}

// Kept in memory while the page lives, and across a reload for the newest entries.
addEventListener('pagehide', () => sessionStorage.setItem(slot, JSON.stringify([...offsets].slice(-50))));

/** The offset kept for a history entry. */
export function offsetOf(key: string | undefined) {
  return offsets.get(key ?? '') ?? 0;
}

/** Restores the offset of a history entry once its rows are known, and returns what keeps it. */
export function useScrollMemory(scroller: RefObject<HTMLElement | null>, key: string | undefined, known: boolean) {
  const restored = useRef<string>(undefined);
  useLayoutEffect(() => {
    if (!known || !scroller.current) return;
    scroller.current.scrollTo?.({ top: offsetOf(key) });
    restored.current = key;
  }, [scroller, key, known]);

  return () => {
    // Until then the offset is that of another entry, or of rows that are on their way.
    if (key === undefined || restored.current !== key || !scroller.current) return;
    offsets.delete(key);
    offsets.set(key, scroller.current.scrollTop);
  };
}
