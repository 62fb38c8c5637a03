import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Ago } from '@/shared/Ago';
import { eventName } from '@/shared/auditEvents';
import { ProblemCard } from '@/shared/ProblemCard';
import { count } from '@/shared/texts';
import { Card, CardAction, CardContent, CardHeader, CardTitle } from '@/ui/card';
import { Skeleton } from '@/ui/skeleton';
import { accountActivity, activityShown, refreshHistory } from './queries';

/** What happened to the account: changes by people, and reads from Amazon. */
export function ActivityTab({ id }: { id: string }) {
  const changes = useQuery(accountActivity(id));
  const reads = useQuery(refreshHistory(id));
  const total = changes.data?.total ?? 0;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Card>
        <CardHeader>
          <CardTitle>Changes</CardTitle>
          <CardAction>
            <Link
              to="/audit"
              search={{ target: id }}
              className="font-medium text-primary underline-offset-4 hover:underline"
            >
              {total > activityShown ? `All ${count(total)} in the audit log` : 'Audit log'}
            </Link>
          </CardAction>
        </CardHeader>
        <Entries query={changes} none="Nobody has changed this account yet.">
          {changes.data?.events.map((event) => (
            <Entry key={event.id} time={event.created_at} isFailed={event.event_status === 'failure'}>
              {eventName(event.event_type)}
              {event.error_message && (
                <span className="block text-sm text-muted-foreground">{event.error_message}</span>
              )}
            </Entry>
          ))}
        </Entries>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>Refreshes</CardTitle>
        </CardHeader>
        <Entries query={reads} none="This account has not been refreshed on its own yet; syncs list all accounts.">
          {reads.data?.map((read) => (
            <Entry key={read.id} time={read.timestamp} isFailed={!read.success}>
              {triggers[read.triggeredBy]}
              {read.error && <code className="block font-mono text-xs text-muted-foreground">{read.error}</code>}
            </Entry>
          ))}
        </Entries>
      </Card>
    </div>
  );
}

const triggers = { manual: 'Refreshed by you', auto: 'Refreshed automatically', system: 'Refreshed by the service' };

function Entries({
  query,
  none,
  children,
}: {
  query: { data: unknown; error: unknown; refetch: () => unknown };
  none: string;
  children: readonly ReactNode[] | undefined;
}) {
  if (query.error && !query.data)
    return (
      <CardContent>
        <ProblemCard error={query.error} onRetry={() => void query.refetch()} />
      </CardContent>
    );
  return (
    <CardContent>
      <ul className="flex flex-col divide-y">
        {children ??
          [1, 2, 3].map((i) => (
            <li key={i} className="py-2.5">
              <Skeleton className="h-4 w-full" />
            </li>
          ))}
        {children?.length === 0 && <li className="text-muted-foreground">{none}</li>}
      </ul>
    </CardContent>
  );
}

function Entry({ time, isFailed, children }: { time: string; isFailed: boolean; children: ReactNode }) {
  return (
    <li className="flex items-start gap-3 py-2 first:pt-0 last:pb-0">
      <span className="min-w-0 wrap-anywhere">
        {isFailed && <span className="font-medium text-bad">Failed: </span>}
        {children}
      </span>
      <span className="ms-auto shrink-0 text-sm text-muted-foreground">
        <Ago time={time} />
      </span>
    </li>
  );
}
