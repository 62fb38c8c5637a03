import createClient from 'openapi-fetch';
import { session, signIn } from '@/session/session';
import { ApiProblem } from './problems';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

/** Sends a request with the session's token. A refused token is replaced once; a second refusal leads to the sign-in page. */
export async function send(request: Request): Promise<Response> {
  const repeated = request.clone();
  const response = await sendWith(request, await tokenOrSignIn(false));
  if (!(await isSignedOut(response))) return response;
  const second = await sendWith(repeated, await tokenOrSignIn(true));
  if (await isSignedOut(second)) signIn();
  return second;
}

async function tokenOrSignIn(fresh: boolean): Promise<string> {
  try {
    return await session().token(fresh);
  } catch (error) {
    if (error instanceof TypeError) throw ApiProblem.unreachable();
    signIn();
    throw error;
  }
}

async function sendWith(request: Request, token: string): Promise<Response> {
  request.headers.set('Authorization', `Bearer ${token}`);
  try {
    return await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw ApiProblem.unreachable();
  }
}

async function isSignedOut(response: Response): Promise<boolean> {
  if (response.status !== 401) return false;
  const body = (await response.clone().json()) as { code?: string };
  return body.code?.startsWith('auth.') ?? false;
}

export const api = createClient<paths>({ baseUrl: location.origin, fetch: send });

/** The body of a successful call. Every failure is thrown as an `ApiProblem`. */
export async function value<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw ApiProblem.of(response, error);
  return data as T;
}
