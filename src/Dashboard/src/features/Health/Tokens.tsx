import { Link } from '@tanstack/react-router';
import { StatusBadge } from '@/shared/StatusBadge';
import { useNow } from '@/shared/clock';
import type { Connection } from '@/shared/queries';
import { connectionStatus } from '@/shared/statuses';
import { loginName, regionName } from '@/shared/texts';
import { duration } from '@/shared/times';
import { Card, CardContent, CardHeader, CardTitle } from '@/ui/card';
import { Progress } from '@/ui/progress';

/** Amazon's access tokens live for an hour. Source: Login with Amazon, "Access token". */
const lifetime = 3_600_000;

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
              {connection.status === 'active' && <Life connection={connection} />}
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}

function Life({ connection: { expires_at, auto_refresh } }: { connection: Connection }) {
  const now = useNow(15_000);
  const left = expires_at ? Math.max(0, Date.parse(expires_at) - now) : 0;
  const text = left > 0 ? `${duration(left)} left` : 'expired';
  return (
    <Progress
      aria-label="Access token"
      value={Math.min(1, left / lifetime) * 100}
      text={`${text}, ${auto_refresh ? 'refreshes automatically' : 'is refreshed by hand'}`}
      tone={left === 0 ? 'warn' : 'primary'}
    />
  );
}
