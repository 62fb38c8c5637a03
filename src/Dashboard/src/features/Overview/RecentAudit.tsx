import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, value } from '@/api/client';
import { Ago } from '@/shared/Ago';
import { ProblemCard } from '@/shared/ProblemCard';
import { eventName } from '@/shared/auditEvents';
import { Card, CardAction, CardContent, CardHeader, CardTitle } from '@/ui/card';
import { Skeleton } from '@/ui/skeleton';

const shown = 6;

const recentAudit = queryOptions({
  queryKey: ['audit', 'recent'],
  queryFn: async ({ signal }) =>
    (await value(api.GET('/api/v1/auth/audit', { params: { query: { limit: shown } }, signal }))).events,
});

/** The newest entries of the audit log. */
export function RecentAudit() {
  const { data, error, refetch } = useQuery(recentAudit);
  if (error && !data) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Recent activity</CardTitle>
        <CardAction>
          <Link to="/audit" className="font-medium text-primary underline-offset-4 hover:underline">
            Audit log
          </Link>
        </CardAction>
      </CardHeader>
      <CardContent>
        <ul className="flex flex-col divide-y">
          {data?.map((event) => (
            <li key={event.id} className="flex items-center gap-3 py-2 first:pt-0 last:pb-0">
              <span className="min-w-0 truncate">
                {eventName(event.event_type)}
                {event.event_status === 'failure' && <span className="text-bad"> · failed</span>}
              </span>
              <span className="ml-auto shrink-0 text-sm text-muted-foreground">
                <Ago time={event.created_at} />
              </span>
            </li>
          )) ?? Array.from({ length: shown }, (_, i) => <Skeleton key={i} className="my-2.5 h-4 w-full" />)}
          {data?.length === 0 && <li className="text-muted-foreground">Nothing yet.</li>}
        </ul>
      </CardContent>
    </Card>
  );
}
