import { useState } from 'react';
import { toProblem } from '@/api/problems';
import { useNow } from './clock';

const hour = 3_600_000;

/** The seconds until a refused call may be repeated, counted down, and what tells of a refusal. */
export function useRetryAfter(): { left: number; refused: (error: unknown) => void } {
  const [until, setUntil] = useState(0);
  const now = useNow(until === 0 ? hour : 1000);
  return {
    left: until === 0 ? 0 : Math.max(0, Math.ceil((until - now) / 1000)),
    refused: (error) => {
      const seconds = toProblem(error).retryAfter;
      setUntil(seconds === null ? 0 : Date.now() + seconds * 1000);
    },
  };
}
