import { announce } from '@/shared/announce';
import { createStore, useStore } from '@/shared/store';
import { count, counted } from '@/shared/texts';
import { toast } from '@/ui/toast';
import { reasonsOf, runBatch, type BatchOutcome, type Failure, type SendChunk } from './batch';

export interface Job {
  readonly ids: readonly string[];
  readonly send: SendChunk;
}

/** What the last batch could not do, until it is dismissed or done again. */
export interface FailedBatch {
  readonly title: string;
  readonly failures: readonly Failure[];
  readonly retry: () => unknown;
}

const failedBatch = createStore<FailedBatch | null>(null);

export const useFailedBatch = () => useStore(failedBatch);

export const dismissFailedBatch = () => failedBatch.set(null);

/** A batch that ends sooner needs no progress. */
const progressAfter = 400;

/** Sends jobs one after the other, under one toast with the progress and `Stop`. It continues while the user moves to other pages. */
export async function runJobs(title: string, jobs: readonly Job[]): Promise<BatchOutcome> {
  const stop = new AbortController();
  const total = jobs.reduce((sum, { ids }) => sum + ids.length, 0);
  const id = `batch-${crypto.randomUUID()}`;
  const progressOf = (done: number) => ({
    title,
    progress: { value: done, max: total, text: `${count(done)} of ${count(total)}` },
    action: { label: 'Stop', run: () => stop.abort() },
  });
  let done = 0;
  let isShown = false;
  const timer = setTimeout(() => {
    isShown = true;
    toast({ id, ...progressOf(done) });
  }, progressAfter);

  const outcomes: BatchOutcome[] = [];
  for (const { ids, send } of jobs) {
    const before = done;
    const outcome = await runBatch(ids, send, {
      signal: stop.signal,
      onProgress: (sent) => {
        done = before + sent;
        if (isShown && !stop.signal.aborted) toast.update(id, progressOf(done));
      },
    });
    outcomes.push(outcome);
    done = before + ids.length;
  }
  clearTimeout(timer);
  if (isShown) toast.close(id);
  return {
    total,
    succeeded: outcomes.flatMap(({ succeeded }) => succeeded),
    failed: outcomes.flatMap(({ failed }) => failed),
    left: outcomes.flatMap(({ left }) => left),
  };
}

/** Says what failed and why, in a toast and, on the list of accounts, one by one. */
export function reportFailures(
  title: string,
  failures: readonly Failure[],
  retry: (ids: readonly string[]) => unknown,
) {
  if (failures.length === 0) return;
  const again = () => {
    dismissFailedBatch();
    return retry(failures.map(({ id }) => id));
  };
  failedBatch.set({ title, failures, retry: again });
  const reasons = reasonsOf(failures).map(({ reason, ids }) =>
    ids.length > 1 ? `${count(ids.length)} × ${reason}` : reason,
  );
  announce(`${title}.`);
  toast({
    title,
    description: reasons.slice(0, 3).join(' '),
    tone: 'bad',
    timeout: 12_000,
    action: { label: `Retry ${counted(failures.length, 'failed', 'failed')}`, run: () => void again() },
  });
}
