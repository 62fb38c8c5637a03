import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { ApiProblem } from '@/api/problems';
import { Page } from '@/shared/Page';
import { ProblemCard } from '@/shared/ProblemCard';
import { StaleStrip } from '@/shared/StaleStrip';
import { connections, summary, type Connection } from '@/shared/queries';
import { counted, loginName } from '@/shared/texts';
import { Card, CardContent, CardHeader, CardTitle } from '@/ui/card';
import { Skeleton } from '@/ui/skeleton';
import { DisconnectButton } from './Actions';
import { AutoRefresh } from './AutoRefresh';
import { ConnectionAudit } from './ConnectionAudit';
import { ConnectionCard } from './ConnectionCard';
import { Details } from './Details';
import { LabelEditor } from './LabelEditor';

const unknown = new ApiProblem(404, { code: 'connection.not_found', detail: 'There is no such login.' });

/** One login in full. */
export default function ConnectionPage() {
  const { id } = useParams({ from: '/connections/$id' });
  const logins = useQuery(connections);
  const totals = useQuery(summary);
  const connection = logins.data?.find((candidate) => candidate.id === id);
  const accounts = totals.data?.by_connection.find((entry) => entry.id === id)?.count ?? 0;
  const name = connection ? loginName(connection) : 'Connection';

  return (
    <Page
      title={name}
      ready={Boolean(logins.data ?? logins.error)}
      heading={
        <span className="flex flex-wrap items-center">
          <Link to="/connections" className="font-normal text-muted-foreground underline-offset-4 hover:underline">
            Connections
          </Link>
          <span aria-hidden className="mx-2 font-normal text-muted-foreground">
            /
          </span>
          {connection ? (
            <LabelEditor connection={connection}>
              <span className="min-w-0 wrap-anywhere">{name}</span>
            </LabelEditor>
          ) : (
            name
          )}
        </span>
      }
    >
      {logins.error && !logins.data && <ProblemCard error={logins.error} onRetry={() => void logins.refetch()} />}
      {logins.error && logins.data && <StaleStrip query={logins} />}
      {!logins.data && !logins.error && <Skeleton className="h-44 rounded-lg" />}
      {logins.data && !connection && <ProblemCard error={unknown} />}
      {logins.data && connection && (
        <>
          <ConnectionCard connection={connection} all={logins.data} accounts={accounts} isWhole />
          <div className="grid gap-4 lg:grid-cols-2">
            <Details connection={connection} />
            <ConnectionAudit id={id} />
          </div>
          <AutoRefresh logins={logins.data} />
          {connection.status !== 'revoked' && <DangerZone connection={connection} accounts={accounts} />}
        </>
      )}
    </Page>
  );
}

function DangerZone({ connection, accounts }: { connection: Connection; accounts: number }) {
  const { disconnect } = useSearch({ from: '/connections/$id' });
  return (
    <Card className="border-destructive">
      <CardHeader>
        <CardTitle>Disconnect this login</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <p className="min-w-0 grow basis-64 text-muted-foreground">
          Its tokens are deleted and {counted(accounts, 'account is', 'accounts are')} disconnected. Stored data is
          kept. This cannot be undone; a new consent at Amazon connects it again.
        </p>
        <DisconnectButton connection={connection} accounts={accounts} isOpen={disconnect === '1'} />
      </CardContent>
    </Card>
  );
}
