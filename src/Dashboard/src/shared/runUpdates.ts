import { api, value } from '@/api/client';
import { ApiProblem } from '@/api/problems';
import { eventsOf } from '@/api/stream';
import type { Run } from './queries';

export const isEnded = (run: Run) => run.status !== 'queued' && run.status !== 'in_progress';

const firstDelay = 500;
const maxDelay = 8000;
const failuresUntilPolling = 3;
const pollEvery = 2000;
/** The service sends the state at least every 15 s, so a stream that is silent for longer is dead. */
const longestSilence = 40_000;

/** The run's states until it ends: from the stream, resumed after each cut, or by polling if the stream keeps failing. */
export async function* updatesOf(id: string, signal: AbortSignal): AsyncGenerator<Run> {
  let lastId: string | null = null;
  for (let failures = 0; !signal.aborted;) {
    let delay = pollEvery;
    try {
      if (failures < failuresUntilPolling) {
        for await (const event of audibleEventsOf(`/api/v1/accounts/sync/${id}/events`, lastId, signal)) {
          const run = JSON.parse(event.data) as Run;
          failures = 0;
          lastId = event.id;
          yield run;
          if (isEnded(run)) return;
        }
        delay = delayAfter(++failures);
      } else {
        const run: Run = await value(api.GET('/api/v1/accounts/sync/{id}', { params: { path: { id } }, signal }));
        failures = failuresUntilPolling;
        yield run;
        if (isEnded(run)) return;
      }
    } catch (error) {
      if (error instanceof ApiProblem && !error.isTransient && error.status !== 429) throw error;
      delay = delayAfter(++failures, error);
    }
    await pause(delay, signal);
  }
}

/** The events of one stream, which is cut after a long silence. */
async function* audibleEventsOf(path: string, lastId: string | null, signal: AbortSignal) {
  const silence = new AbortController();
  const listen = () => setTimeout(() => silence.abort(), longestSilence);
  let timer = listen();
  try {
    for await (const event of eventsOf(path, lastId, AbortSignal.any([signal, silence.signal]))) {
      clearTimeout(timer);
      timer = listen();
      yield event;
    }
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}

function delayAfter(failures: number, error?: unknown): number {
  const asked = error instanceof ApiProblem ? (error.retryAfter ?? 0) * 1000 : 0;
  return Math.max(asked, Math.min(firstDelay * 2 ** (failures - 1), maxDelay));
}

const pause = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
