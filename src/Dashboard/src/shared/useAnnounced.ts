import { useEffect } from 'react';
import { announce } from './announce';

const settlesIn = 500;

/** Says how many results the filters leave, once that has settled. Null says nothing. */
export function useAnnounced(text: string | null) {
  useEffect(() => {
    if (text === null) return;
    const timer = setTimeout(() => announce(text), settlesIn);
    return () => clearTimeout(timer);
  }, [text]);
}
