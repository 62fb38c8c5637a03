import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import { CopyId } from '@/shared/CopyId';
import { Country } from '@/shared/Country';
import { ConnectMenu } from '@/shared/ConnectMenu';
import { advertisers, lastAdvertiser } from '@/shared/Dsp/advertisers';
import { firstTab, hasCampaigns, hasSeats } from '@/shared/Dsp/features';
import { SearchInput } from '@/shared/FilterBar/SearchInput';
import { Page } from '@/shared/Page';
import { ProblemCard } from '@/shared/ProblemCard';
import { connections, type Account } from '@/shared/queries';
import { StaleStrip } from '@/shared/StaleStrip';
import { StatusBadge } from '@/shared/StatusBadge';
import { statusOf } from '@/shared/statuses';
import { count, counted } from '@/shared/texts';
import { useAnnounced } from '@/shared/useAnnounced';
import { buttonVariants } from '@/ui/button';
import { Card } from '@/ui/card';
import { Skeleton } from '@/ui/skeleton';

/** Picks a DSP advertiser. The one that was open last opens at once, and so does the only one. */
export default function AdvertisersPage() {
  const { q, all } = useSearch({ from: '/dsp' });
  const navigate = useNavigate({ from: '/dsp' });
  const last = lastAdvertiser();
  const isOff = !hasSeats && !hasCampaigns;
  const query = useQuery({ ...advertisers(q), placeholderData: keepPreviousData, enabled: !isOff });
  const { data, error } = query;
  const only = !q && data?.total === 1 ? data.accounts[0]?.amazon_account_id : undefined;
  const open = all || q || isOff ? undefined : (last ?? only);
  useAnnounced(q && data && !query.isPlaceholderData ? `${counted(data.total, 'advertiser')} found.` : null);

  if (open) return <Navigate to={firstTab} params={{ advertiserId: open }} replace />;
  return (
    <Page title="DSP" ready={isOff || Boolean(data ?? error)}>
      {isOff ? (
        <Card className="max-w-2xl p-6">
          <h2 className="text-lg font-semibold">DSP is turned off</h2>
          <p className="mt-1 text-muted-foreground">
            This service reads neither seats nor campaigns. An administrator can turn them on.
          </p>
        </Card>
      ) : (
        <>
          {(q || data?.total !== 0) && (
            <div className="max-w-md">
              <SearchInput
                label="Search advertiser or id"
                value={q ?? ''}
                onChange={(text) => void navigate({ search: { q: text || undefined, all: '1' }, replace: true })}
              />
            </div>
          )}
          {error && data && <StaleStrip query={query} />}
          {error && !data && <ProblemCard error={error} onRetry={() => void query.refetch()} />}
          {!error && !data && <Skeleton aria-busy className="h-80 w-full rounded-lg" />}
          {data && data.total > 0 && <List accounts={data.accounts} total={data.total} />}
          {data?.total === 0 && (q ? <NoMatch /> : <NoAdvertiser />)}
        </>
      )}
    </Page>
  );
}

function List({ accounts, total }: { accounts: readonly Account[]; total: number }) {
  return (
    <>
      <ul aria-label="DSP advertisers" className="divide-y rounded-lg border bg-card">
        {accounts.map((account) => (
          <li key={account.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
            <Link
              to={firstTab}
              params={{ advertiserId: account.amazon_account_id }}
              className="inline-flex min-h-6 min-w-0 grow basis-52 items-center font-medium wrap-anywhere underline-offset-4 hover:underline coarse:min-h-11"
            >
              <bdi>{account.account_name}</bdi>
            </Link>
            <CopyId id={account.amazon_account_id} label="advertiser id" whole />
            {account.metadata.country_code && <Country code={account.metadata.country_code} />}
            <StatusBadge status={statusOf(account)} />
          </li>
        ))}
      </ul>
      <p className="text-sm text-muted-foreground">
        {accounts.length < total
          ? `The first ${count(accounts.length)} of ${count(total)} advertisers. Search to find the others.`
          : counted(total, 'advertiser')}
      </p>
    </>
  );
}

function NoMatch() {
  return (
    <p className="rounded-lg border bg-card p-6">
      No advertiser matches.{' '}
      <Link to="/dsp" search={{ all: '1' }} className={buttonVariants({ variant: 'link', size: 'inline' })}>
        Clear the search
      </Link>
    </p>
  );
}

function NoAdvertiser() {
  const { data: logins } = useQuery(connections);
  const isConnected = logins?.some((login) => login.status !== 'revoked') ?? true;
  return (
    <Card className="flex max-w-2xl flex-col items-start gap-3 p-6">
      <h2 className="text-lg font-semibold">
        {isConnected ? 'No DSP advertiser was found' : 'Connect your Amazon Ads login'}
      </h2>
      <p className="text-muted-foreground">
        {isConnected
          ? 'Amazon lists no DSP advertiser behind your logins. A sync finds new ones.'
          : 'One consent lists every account behind it, DSP advertisers included.'}
      </p>
      {isConnected ? (
        <Link to="/sync" className={buttonVariants({ variant: 'primary' })}>
          Open the syncs
        </Link>
      ) : (
        <ConnectMenu />
      )}
    </Card>
  );
}
