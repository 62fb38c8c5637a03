import type { ApiProblem } from '@/api/problems';

interface Attempt {
  readonly body: string;
  readonly key: string;
}

const storageKey = (kind: string) => `${kind}-attempt`;

function stored(kind: string): Attempt | null {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey(kind)) ?? 'null') as Attempt | null;
  } catch {
    return null;
  }
}

/** The key of an attempt: kept for an equal request until its outcome is known, also across a reload. */
export function keyOf(kind: string, request: unknown): string {
  const body = JSON.stringify(request);
  const known = stored(kind);
  if (known?.body === body) return known.key;
  const attempt: Attempt = { body, key: crypto.randomUUID() };
  sessionStorage.setItem(storageKey(kind), JSON.stringify(attempt));
  return attempt.key;
}

/** The outcome is known: an equal request is another attempt. */
export const forgetAttempt = (kind: string) => sessionStorage.removeItem(storageKey(kind));

/** Whether the service may have carried out the request although it failed. */
export const isUnknown = (problem: ApiProblem) => problem.isTransient || problem.code === 'idempotency.in_progress';
