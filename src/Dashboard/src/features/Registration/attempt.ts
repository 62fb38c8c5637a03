import type { ApiProblem } from '@/api/problems';
import type { RegistrationBody } from './request';

const storageKey = 'registration-attempt';

interface Attempt {
  readonly body: string;
  readonly key: string;
}

function stored(): Attempt | null {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as Attempt | null;
  } catch {
    return null;
  }
}

/** The key of an attempt: kept for an equal request until its outcome is known, also across a reload. */
export function keyOf(request: RegistrationBody): string {
  const body = JSON.stringify(request);
  const known = stored();
  if (known?.body === body) return known.key;
  const attempt: Attempt = { body, key: crypto.randomUUID() };
  sessionStorage.setItem(storageKey, JSON.stringify(attempt));
  return attempt.key;
}

/** The outcome is known: an equal request is another attempt. */
export const forgetAttempt = () => sessionStorage.removeItem(storageKey);

/** Whether the service may have carried out the request although it failed. */
export const isUnknown = (problem: ApiProblem) => problem.isTransient || problem.code === 'idempotency.in_progress';
