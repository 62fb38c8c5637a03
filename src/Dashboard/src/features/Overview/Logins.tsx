import { Link } from '@tanstack/react-router';
import { StatusBadge } from '@/shared/StatusBadge';
import type { Connection } from '@/shared/queries';
import { connectionStatus } from '@/shared/statuses';
import { loginName, regionName } from '@/shared/texts';
import { Card, CardContent, CardHeader, CardTitle } from '@/ui/card';

/** The logins, those that need attention first. */
export function Logins({ connections }: { connections: readonly Connection[] }) {
  const order = { needs_reauth: 0, active: 1, revoked: 2 };
  const sorted = connections.toSorted((a, b) => order[a.status] - order[b.status]);
  return (
    <Card>
      <CardHeader>
        <CardTitle>Logins</CardTitle>
      </CardHeader>
      <CardContent>
        <ul className="flex flex-col divide-y">
          {sorted.map((connection) => (
            <li key={connection.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 first:pt-0 last:pb-0">
              <Link
                to="/connections/$id"
                params={{ id: connection.id }}
                className="min-w-0 truncate font-medium underline-offset-4 hover:underline"
              >
                {loginName(connection)}
              </Link>
              <span className="text-sm text-muted-foreground">{regionName[connection.region]}</span>
              <span className="ml-auto">
                <StatusBadge status={connectionStatus[connection.status]} />
              </span>
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}
