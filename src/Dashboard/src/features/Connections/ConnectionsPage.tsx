import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ConnectMenu } from '@/shared/ConnectMenu';
import { Page } from '@/shared/Page';
import { ProblemCard } from '@/shared/ProblemCard';
import { StaleStrip } from '@/shared/StaleStrip';
import { connections, summary, type Connection } from '@/shared/queries';
import { Skeleton } from '@/ui/skeleton';
import { AutoRefresh } from './AutoRefresh';
import { ConnectionCard } from './ConnectionCard';
import { ConnectionProblem } from './ConnectionProblem';
import { FirstRun } from './FirstRun';

import { useReturnFromAmazon } from './useReturnFromAmazon';

const order: Record<Connection['status'], number> = { needs_reauth: 0, active: 1, revoked: 2 };

/** Is access to Amazon valid, for every login? */
export default function ConnectionsPage() {
  const { problem } = useSearch({ from: '/connections' });
  const navigate = useNavigate();
  const { description, isReturning } = useReturnFromAmazon();
  const logins = useQuery(connections);
  const totals = useQuery(summary);
  const sorted = logins.data?.toSorted((a, b) => order[a.status] - order[b.status]);
  const accountsOf = (id: string) => totals.data?.by_connection.find((entry) => entry.id === id)?.count ?? 0;

  return (
    <Page
      title="Connections"
      ready={!isReturning && Boolean(logins.data ?? logins.error)}
      actions={sorted && sorted.length > 0 ? <ConnectMenu /> : null}
    >
      {problem && (
        <ConnectionProblem
          code={problem}
          description={description}
          onDismiss={() => void navigate({ to: '/connections', search: {}, replace: true })}
        />
      )}
      {logins.error && !sorted && <ProblemCard error={logins.error} onRetry={() => void logins.refetch()} />}
      {logins.error && sorted && <StaleStrip query={logins} />}
      {!sorted && !logins.error && (
        <div aria-busy className="flex flex-col gap-4">
          <Skeleton className="h-44 rounded-lg" />
          <Skeleton className="h-44 rounded-lg" />
        </div>
      )}
      {sorted?.length === 0 && <FirstRun />}
      {sorted?.map((connection) => (
        <ConnectionCard key={connection.id} connection={connection} all={sorted} accounts={accountsOf(connection.id)} />
      ))}
      {sorted && <AutoRefresh logins={sorted} />}
    </Page>
  );
}
