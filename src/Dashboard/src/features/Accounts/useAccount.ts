import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Schemas } from '@/api/client';
import { useNow } from '@/shared/clock';
import { connections, queryClient, type Account } from '@/shared/queries';
import { accountDetails, accountState } from './queries';

/** A row older than this is compared with Amazon. */
const freshFor = 60_000;

/** An account with what Amazon said last: the status that was asked for while the page is open replaces that of the row. */
export function useAccount(id: string) {
  const details = useQuery(accountDetails(id));
  const { data: logins } = useQuery(connections);
  const now = useNow(30_000);
  const synced = details.data?.last_synced_at;
  const isOld = Boolean(details.data) && (!synced || now - Date.parse(synced) > freshFor);
  const state = useQuery({ ...accountState(id), enabled: isOld });

  const checked = state.data;
  const differs = Boolean(checked && details.data && checked.status !== details.data.account_status);
  useEffect(() => {
    // The service stored what Amazon said, so the lists show it as well.
    if (differs) void queryClient.invalidateQueries({ queryKey: ['accounts'] });
  }, [differs]);
  return {
    account: details.data && rowOf(details.data, isNewer(checked, details.data) ? checked : undefined),
    profiles: details.data?.profiles ?? [],
    login: logins?.find((login) => login.id === details.data?.connection_id),
    checkedAt: checked?.checked_at ?? synced ?? null,
    isStale: checked?.stale ?? false,
    error: details.error,
    refetch: details.refetch,
  };
}

type Details = Schemas['AccountDetails'];
type State = Schemas['AccountState'];

/** A change that the page made after the check is newer than the check. */
const isNewer = (state: State | undefined, details: Details) =>
  state !== undefined && Date.parse(state.checked_at) >= Date.parse(details.updated_at) && !state.stale;

function rowOf(details: Details, state: State | undefined): Account {
  if (!state || details.account_status === 'disconnected') return { ...details, status: details.account_status };
  return {
    ...details,
    status: state.status,
    account_status: state.status,
    api_status: state.api_status,
    metadata: { ...details.metadata, errors: (state.errors ?? {}) as Account['metadata']['errors'] },
  };
}
