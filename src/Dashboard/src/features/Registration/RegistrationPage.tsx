import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { hasFeature } from '@/config';
import { ConnectMenu } from '@/shared/ConnectMenu';
import { Page } from '@/shared/Page';
import { ProblemCard } from '@/shared/ProblemCard';
import { connections } from '@/shared/queries';
import { Card } from '@/ui/card';
import { Skeleton } from '@/ui/skeleton';
import { Following } from './Following';
import { RegistrationForm } from './RegistrationForm';

/** Opens an account at Amazon, and follows it until it exists. */
export default function RegistrationPage() {
  const { id } = useSearch({ from: '/register' });
  if (id) return <Following key={id} id={id} />;
  return hasFeature('registration') ? <New /> : <TurnedOff />;
}

function New() {
  const navigate = useNavigate({ from: '/register' });
  const logins = useQuery(connections);
  const { data, error } = logins;
  const active = data?.filter((connection) => connection.status === 'active') ?? [];
  return (
    <Page title="Register an account" ready={Boolean(data ?? error)}>
      {error && !data && <ProblemCard error={error} onRetry={() => void logins.refetch()} />}
      {!error && !data && <Skeleton className="h-96 w-full max-w-2xl rounded-lg" />}
      {data && active.length === 0 && <NoLogin hasInvalid={data.some(({ status }) => status === 'needs_reauth')} />}
      {active.length > 0 && (
        <RegistrationForm
          connections={active}
          onRegistered={(registered) => void navigate({ search: { id: registered } })}
        />
      )}
    </Page>
  );
}

function NoLogin({ hasInvalid }: { hasInvalid: boolean }) {
  return (
    <Card className="flex max-w-2xl flex-col items-start gap-3 p-6">
      <h2 className="text-lg font-semibold">
        {hasInvalid ? 'Reconnect your Amazon login first' : 'Connect your Amazon Ads login first'}
      </h2>
      <p className="text-muted-foreground">Amazon opens the account for the login that asks for it.</p>
      {hasInvalid ? (
        <Link to="/connections" className="font-medium text-primary underline-offset-4 hover:underline">
          Open the connections
        </Link>
      ) : (
        <ConnectMenu />
      )}
    </Card>
  );
}

function TurnedOff() {
  return (
    <Page title="Register an account">
      <Card className="max-w-2xl p-6">
        <h2 className="text-lg font-semibold">Registration is turned off</h2>
        <p className="mt-1 text-muted-foreground">
          This service does not open accounts at Amazon. An administrator can turn it on. You can open an account in
          Amazon’s console; the next sync shows it here.
        </p>
      </Card>
    </Page>
  );
}
