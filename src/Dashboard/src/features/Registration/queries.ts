import { queryOptions } from '@tanstack/react-query';
import { api, value } from '@/api/client';
import { ApiProblem, toProblem } from '@/api/problems';
import { forgetAttempt, isUnknown, keyOf } from '@/shared/attempts';
import { hasEnded, pollDelay } from './progress';
import type { RegistrationBody } from './request';

const kind = 'registration';

/** Asks Amazon for an account. Returns the id to follow; an equal request in progress is followed instead. */
export async function register(body: RegistrationBody): Promise<string> {
  const header = { 'Idempotency-Key': keyOf(kind, body) };
  try {
    const requested = await value(api.POST('/api/v1/accounts/register', { body, params: { header } }));
    forgetAttempt(kind);
    return requested.account_id;
  } catch (error) {
    const problem = toProblem(error);
    if (!isUnknown(problem)) forgetAttempt(kind);
    if (error instanceof ApiProblem && problem.liveId) return problem.liveId;
    throw problem;
  }
}

/** The progress of a registration, looked at until it ends. */
export const registration = (id: string) =>
  queryOptions({
    queryKey: ['registration', id],
    queryFn: ({ signal }) => value(api.GET('/api/v1/accounts/register/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) =>
      state.data && hasEnded(state.data) ? false : pollDelay(state.dataUpdateCount + state.errorUpdateCount),
  });

/** The stored account with Amazon's id, or null until a sync has read it. */
export const storedAccount = (amazonId: string | null) =>
  queryOptions({
    queryKey: ['accounts', 'of registration', amazonId],
    queryFn: async ({ signal }) => {
      const query = { search: amazonId ?? '', page_size: 5 };
      const { accounts } = await value(api.GET('/api/v1/accounts', { params: { query }, signal }));
      return accounts.find((account) => account.amazon_account_id === amazonId) ?? null;
    },
    enabled: amazonId !== null,
  });
