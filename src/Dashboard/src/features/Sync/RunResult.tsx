import { Ago } from '@/shared/Ago';
import { CopyId } from '@/shared/CopyId';
import { StatusBadge } from '@/shared/StatusBadge';
import { failedScopes } from '@/shared/problemsOf';
import type { Run } from '@/shared/queries';
import { runStatus } from '@/shared/runStatus';
import { count } from '@/shared/texts';
import { Card } from '@/ui/card';
import { lengthOf } from './RunTable';

const figures = [
  ['seen', 'accounts_seen'],
  ['new', 'created'],
  ['changed', 'updated'],
  ['unchanged', 'unchanged'],
  ['gone', 'deactivated'],
  ['could not be read', 'failed'],
  ['pages', 'pages_done'],
] as const;

/** What the result means in one sentence. */
export function meaningOf(run: Run): string {
  if (run.status === 'partial') return `Partly synced: ${failedScopes(run).join(', ')} failed. Nothing was removed.`;
  if (run.status === 'failed') return 'No listing could be read. Nothing was changed or removed.';
  return runStatus[run.status].text;
}

export function RunResult({ run }: { run: Run }) {
  return (
    <Card className="flex flex-col gap-4 p-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 className="sr-only">Result</h2>
        <StatusBadge status={runStatus[run.status]} />
        <span>
          started <Ago time={run.started_at} />, took {lengthOf(run)}
        </span>
        <span className="ml-auto">
          <CopyId id={run.sync_id} label="run id" />
        </span>
      </div>
      <p className="max-w-2xl text-muted-foreground">{meaningOf(run)}</p>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-4 lg:grid-cols-7">
        {figures.map(([name, member]) => (
          <div key={name} className="flex flex-col-reverse">
            <dt className="text-sm text-muted-foreground">{name}</dt>
            <dd className="text-xl font-semibold tabular-nums">{count(run.progress[member])}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
