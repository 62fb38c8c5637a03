import { count } from '@/shared/texts';
import type { SeatRun } from './wire';

const hasRead = (run: SeatRun) => run.sync_status !== 'failed';

/**
 * The change in seats of each run from the previous one that read them, newest first. Null where there is nothing to compare: a failed run, and a run
 * whose predecessor is not among them.
 */
export const changesOf = (runs: readonly SeatRun[]): (number | null)[] =>
  runs.map((run, index) => {
    const previous = hasRead(run) && runs.slice(index + 1).find(hasRead);
    return previous ? run.seats_retrieved - previous.seats_retrieved : null;
  });

/** `+2`, `−1`, or `no change`. */
export const changeText = (change: number | null) =>
  change === null ? '–' : change === 0 ? 'no change' : `${change > 0 ? '+' : '−'}${count(Math.abs(change))}`;
