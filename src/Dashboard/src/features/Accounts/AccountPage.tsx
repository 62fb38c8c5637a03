import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Page } from '@/shared/Page';
import { ProblemCard } from '@/shared/ProblemCard';
import { countryErrors } from '@/shared/statuses';
import { Skeleton } from '@/ui/skeleton';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/ui/tabs';
import { AccountActions, AccountFacts, AccountHeading, Crumb } from './AccountHeader';
import { ActivityTab } from './ActivityTab';
import { CountriesTab } from './CountriesTab';
import { countriesOf } from './cells';
import { accountTabs } from './search';
import { SettingsTab } from './SettingsTab';
import { StatusNotice } from './StatusNotice';
import { useAccount } from './useAccount';

/** One account, per country. */
export default function AccountPage() {
  const { id } = useParams({ from: '/accounts/$id' });
  const { tab = 'countries' } = useSearch({ from: '/accounts/$id' });
  const navigate = useNavigate({ from: '/accounts/$id' });
  const { account, profiles, login, checkedAt, isStale, error, refetch } = useAccount(id);

  if (!account)
    return (
      <Page title="Account" heading={<Crumb />} ready={Boolean(error)}>
        {error ? <ProblemCard error={error} onRetry={() => void refetch()} /> : <Waiting />}
      </Page>
    );
  const countries = new Set([
    ...countriesOf(account),
    ...profiles.map((profile) => profile.country_code),
    ...Object.keys(countryErrors(account)),
  ]);
  const choose = (chosen: string) => {
    const next = accountTabs.find((known) => known === chosen);
    void navigate({ search: { tab: next === 'countries' ? undefined : next }, resetScroll: false });
  };
  return (
    <Page
      title={account.account_name}
      heading={<AccountHeading account={account} />}
      actions={<AccountActions account={account} login={login} />}
    >
      <AccountFacts {...{ account, login, checkedAt, isStale }} />
      {error && <ProblemCard error={error} onRetry={() => void refetch()} />}
      <StatusNotice account={account} login={login} />
      <Tabs value={tab} onValueChange={choose}>
        <TabsList aria-label="Parts of the account">
          <TabsTrigger value="countries">
            Countries <span className="text-muted-foreground tabular-nums">{countries.size}</span>
          </TabsTrigger>
          <TabsTrigger value="activity">Activity</TabsTrigger>
          <TabsTrigger value="settings">Settings</TabsTrigger>
        </TabsList>
        <TabsContent value="countries">
          <CountriesTab codes={[...countries]} profiles={profiles} account={account} />
        </TabsContent>
        <TabsContent value="activity">
          <ActivityTab id={id} />
        </TabsContent>
        <TabsContent value="settings">
          <SettingsTab account={account} />
        </TabsContent>
      </Tabs>
    </Page>
  );
}

function Waiting() {
  return (
    <div aria-busy className="flex flex-col gap-4">
      <Skeleton className="h-6 w-96 max-w-full" />
      <Skeleton className="h-9 w-72" />
      <Skeleton className="h-64 w-full rounded-lg" />
    </div>
  );
}
