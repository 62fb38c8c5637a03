import { Link } from '@tanstack/react-router';
import { Ago } from '@/shared/Ago';
import { RunErrors } from '@/shared/RunErrors';
import { StatusBadge } from '@/shared/StatusBadge';
import type { Run } from '@/shared/queries';
import { runStatus } from '@/shared/runStatus';
import { count, counted } from '@/shared/texts';
import { lengthOf } from './RunTable';

export function RunCards({ runs }: { runs: readonly Run[] }) {
  return (
    <ul className="divide-y">
      {runs.map((run) => (
        <li key={run.sync_id} className="flex flex-col gap-2 p-4">
          <div className="flex items-center gap-3">
            <StatusBadge status={runStatus[run.status]} />
            <Link
              to="/sync/$id"
              params={{ id: run.sync_id }}
              className="ml-auto inline-flex min-h-6 items-center font-medium underline-offset-4 hover:underline"
            >
              <Ago time={run.started_at} />
            </Link>
          </div>
          <p className="text-sm text-muted-foreground tabular-nums">
            {lengthOf(run)} · {count(run.progress.accounts_seen)} seen, {count(run.progress.created)} new,{' '}
            {count(run.progress.updated)} changed, {count(run.progress.deactivated)} gone
          </p>
          {run.errors.length > 0 && (
            <details>
              <summary className="min-h-6 font-medium coarse:min-h-11 coarse:content-center">
                {counted(run.errors.length, 'error')}
              </summary>
              <div className="pt-2">
                <RunErrors errors={run.errors} />
              </div>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}
