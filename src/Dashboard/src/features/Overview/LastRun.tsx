import { Link } from '@tanstack/react-router';
import { Ago } from '@/shared/Ago';
import { StatusBadge } from '@/shared/StatusBadge';
import { useLiveSync } from '@/shared/liveSync';
import { lastFinished } from '@/shared/problemsOf';
import type { Run } from '@/shared/queries';
import { runStatus } from '@/shared/runStatus';
import { count } from '@/shared/texts';
import { Card } from '@/ui/card';

/** The last finished run. While another one is in progress, its result stays. */
export function LastRun({ runs }: { runs: readonly Run[] }) {
  const live = useLiveSync();
  const last = lastFinished(runs);
  if (!last && !live) return null;
  return (
    <Card className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <h2 className="font-semibold">Last sync</h2>
      {last ? (
        <>
          <StatusBadge status={runStatus[last.status]} />
          <Ago time={last.completed_at} />
          <span className="text-muted-foreground">
            {count(last.progress.accounts_seen)} seen, {count(last.progress.created)} new,{' '}
            {count(last.progress.updated)} changed
          </span>
        </>
      ) : (
        <span className="text-muted-foreground">The first sync is in progress.</span>
      )}
      <Link
        to="/sync/$id"
        params={{ id: live?.id ?? last?.sync_id ?? '' }}
        className="ml-auto font-medium text-primary underline-offset-4 hover:underline"
      >
        {live ? 'Follow the sync' : 'Details'}
      </Link>
    </Card>
  );
}
