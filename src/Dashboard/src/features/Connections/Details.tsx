import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Ago } from '@/shared/Ago';
import { CopyId } from '@/shared/CopyId';
import { remedyOf } from '@/shared/errorTexts';
import type { Connection } from '@/shared/queries';
import { regionName } from '@/shared/texts';
import { duration } from '@/shared/times';
import { Card, CardContent, CardHeader, CardTitle } from '@/ui/card';
import { auditOf } from './queries';

/** Everything that is known about a login. */
export function Details({ connection }: { connection: Connection }) {
  const interval = connection.sync_interval_minutes;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Details</CardTitle>
      </CardHeader>
      <CardContent>
        <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-6 gap-y-2">
          <Fact name="Id">
            <CopyId id={connection.id} label="connection id" />
          </Fact>
          <Fact name="Region">{regionName[connection.region]}</Fact>
          <Fact name="Scope">
            <code className="font-mono text-xs wrap-anywhere">{connection.scope ?? 'none'}</code>
          </Fact>
          <Fact name="Connected">
            <Ago time={connection.created_at} />
          </Fact>
          <Fact name="Last refresh">
            <Ago time={connection.last_refresh} />
          </Fact>
          <Fact name="Automatic sync">{interval === 0 ? 'off' : `every ${duration(interval * 60_000)}`}</Fact>
          {connection.needs_reauth_since && (
            <Fact name="Without access">
              <span className="text-bad">
                since <Ago time={connection.needs_reauth_since} />
              </span>
            </Fact>
          )}
          {connection.last_error && (
            <Fact name="Last error">
              <LastError connection={connection} code={connection.last_error} />
            </Fact>
          )}
        </dl>
      </CardContent>
    </Card>
  );
}

/** The code of the last failed refresh, explained by its audit entry. */
function LastError({ connection, code }: { connection: Connection; code: string }) {
  const { data } = useQuery(auditOf(connection.id));
  const words = data?.events.find((event) => event.error_code === code)?.error_message;
  const remedy = remedyOf(code);
  return (
    <>
      {words && <p className="wrap-anywhere">{words}</p>}
      {remedy && <p className="text-muted-foreground">{remedy}</p>}
      <CopyId id={code} label="code" whole />
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
