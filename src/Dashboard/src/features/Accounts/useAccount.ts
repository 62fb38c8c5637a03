import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNow } from '@/shared/clock';
import { connections, queryClient, type Account } from '@/shared/queries';
import { accountDetails, accountState } from './queries';

/** A row older than this is compared with Amazon. */
const freshFor = 60_000;

const timeOf = (time: string | null | undefined) => (time ? Date.parse(time) : 0);

/** An account, compared with Amazon if its row is old. The service stores what Amazon says, so the row is read again then. */
export function useAccount(id: string) {
  const details = useQuery(accountDetails(id));
  const { data: logins } = useQuery(connections);
  const now = useNow(30_000);
  const synced = details.data?.last_synced_at;
  const isOld = details.data !== undefined && now - timeOf(synced) > freshFor;
  const { data: state } = useQuery({ ...accountState(id), enabled: isOld });

  const isNews = details.data !== undefined && timeOf(state?.sync.last_synced_at) > timeOf(synced);
  useEffect(() => {
    if (!isNews) return;
    for (const queryKey of [['account', id, 'details'], ['accounts']]) void queryClient.invalidateQueries({ queryKey });
  }, [isNews, id]);

  const account: Account | undefined = details.data && { ...details.data, status: details.data.account_status };
  return {
    account,
    profiles: details.data?.profiles ?? [],
    login: logins?.find((login) => login.id === account?.connection_id),
    checkedAt: state?.checked_at ?? synced ?? null,
    isStale: state?.stale ?? false,
    error: details.error,
    refetch: details.refetch,
  };
}
