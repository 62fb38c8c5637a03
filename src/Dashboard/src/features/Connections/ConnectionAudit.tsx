import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Ago } from '@/shared/Ago';
import { ProblemCard } from '@/shared/ProblemCard';
import { eventName } from '@/shared/auditEvents';
import { Card, CardAction, CardContent, CardHeader, CardTitle } from '@/ui/card';
import { Skeleton } from '@/ui/skeleton';
import { auditOf } from './queries';

/** What happened to a login, the newest first. */
export function ConnectionAudit({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(auditOf(id));
  if (error && !data) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Activity</CardTitle>
        <CardAction>
          <Link
            to="/audit"
            search={{ target: id }}
            className="font-medium text-primary underline-offset-4 hover:underline"
          >
            {data && data.total > data.events.length ? `All ${data.total}` : 'Audit log'}
          </Link>
        </CardAction>
      </CardHeader>
      <CardContent>
        <ul className="flex flex-col divide-y">
          {data?.events.map((event) => (
            <li key={event.id} className="flex items-baseline gap-3 py-2 first:pt-0 last:pb-0">
              <span className="min-w-0">
                {eventName(event.event_type)}
                {event.event_status === 'failure' && <span className="text-bad"> failed</span>}
                {event.error_message && (
                  <span className="block text-sm wrap-anywhere text-muted-foreground">{event.error_message}</span>
                )}
              </span>
              <span className="ml-auto shrink-0 text-sm text-muted-foreground">
                <Ago time={event.created_at} />
              </span>
            </li>
          )) ?? [1, 2, 3].map((i) => <Skeleton key={i} className="my-2.5 h-4 w-full" />)}
          {data?.events.length === 0 && <li className="text-muted-foreground">Nothing yet.</li>}
        </ul>
      </CardContent>
    </Card>
  );
}
