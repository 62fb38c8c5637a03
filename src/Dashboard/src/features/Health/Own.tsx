import type { ReactNode } from 'react';
import { Ago } from '@/shared/Ago';
import type { Dependencies } from '@/shared/queries';
import { Badge } from '@/ui/badge';
import { Card, CardContent, CardHeader, CardTitle } from '@/ui/card';

/** The parts of the service itself. */
export function Own({ report }: { report: Dependencies }) {
  const { is_ticking, last_tick_seconds_ago } = report.scheduler;
  const ticked =
    last_tick_seconds_ago === null
      ? null
      : new Date(Date.parse(report.timestamp) - last_tick_seconds_ago * 1000).toISOString();
  return (
    <Card>
      <CardHeader>
        <CardTitle>Service</CardTitle>
      </CardHeader>
      <CardContent>
        <dl className="flex flex-col gap-3">
          <Part name="Scheduler" state={is_ticking ? <Badge tone="ok">Runs</Badge> : <Badge tone="bad">Stopped</Badge>}>
            last tick <Ago time={ticked} never="unknown" />
          </Part>
          <Part
            name="Sign-in keys"
            state={report.clerk.has_keys ? <Badge tone="ok">Loaded</Badge> : <Badge tone="bad">Missing</Badge>}
          >
            {report.clerk.has_keys ? 'session tokens can be verified' : 'nobody can sign in'}
          </Part>
        </dl>
      </CardContent>
    </Card>
  );
}

function Part({ name, state, children }: { name: string; state: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <dt className="w-28 font-medium">{name}</dt>
      <dd>{state}</dd>
      <dd className="text-muted-foreground">{children}</dd>
    </div>
  );
}
