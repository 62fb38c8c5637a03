import { Link } from '@tanstack/react-router';
import { LifeBar } from '@/shared/LifeBar';
import { StatusBadge } from '@/shared/StatusBadge';
import type { Connection } from '@/shared/queries';
import { connectionStatus } from '@/shared/statuses';
import { loginName, regionName } from '@/shared/texts';
import { Card, CardContent, CardHeader, CardTitle } from '@/ui/card';

/** How long the access of each login lasts. */
export function Tokens({ connections }: { connections: readonly Connection[] }) {
  const living = connections.filter((connection) => connection.status !== 'revoked');
  return (
    <Card>
      <CardHeader>
        <CardTitle>Access to Amazon</CardTitle>
      </CardHeader>
      <CardContent>
        {living.length === 0 && <p className="text-muted-foreground">No login is connected.</p>}
        <ul className="flex flex-col gap-4">
          {living.map((connection) => (
            <li key={connection.id} className="flex flex-col gap-2">
              <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Link
                  to="/connections/$id"
                  params={{ id: connection.id }}
                  className="min-w-0 truncate font-medium underline-offset-4 hover:underline"
                >
                  {loginName(connection)}
                </Link>
                {connection.label && (
                  <span className="text-sm text-muted-foreground">{regionName[connection.region]}</span>
                )}
                <span className="ml-auto">
                  <StatusBadge status={connectionStatus[connection.status]} />
                </span>
              </span>
              {connection.status === 'active' && <LifeBar connection={connection} />}
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}
