import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, value } from '@/api/client';
import { toProblem } from '@/api/problems';
import { AlertDialog } from '@/ui/alert-dialog';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { Progress } from '@/ui/progress';
import { toast } from '@/ui/toast';
import { Ago } from './Ago';
import { RunErrors } from './RunErrors';
import { useNow } from './clock';
import { shareOf, type LiveSync } from './liveSync';
import { lastComplete } from './problemsOf';
import { recentRuns } from './queries';
import { count } from './texts';
import { duration } from './times';

/** The service sends the state at least every 15 s, so that a minute without an event is worth a word. */
const quietAfter = 60_000;

/** The last run is a good guess of the end until it is passed: it may have read fewer logins. */
export const seenText = (seen: number, earlier: number | null) =>
  earlier !== null && earlier >= seen
    ? `${count(seen)} of about ${count(earlier)}`
    : `${count(seen)} seen${earlier === null ? '' : `, ${count(earlier)} last time`}`;

/** The run in progress: how far it is, what it found, what failed so far, and a way to stop it. On the run's own page it has no link. */
export function RunBar({ live, isWhole = false }: { live: LiveSync; isWhole?: boolean }) {
  const { data: runs } = useQuery(recentRuns);
  const now = useNow();
  const { run, joined, heardAt } = live;
  const earlier = lastComplete(runs)?.progress.accounts_seen ?? null;
  const share = shareOf(run, earlier);
  const facts = run
    ? [
        seenText(run.progress.accounts_seen, earlier),
        duration(now - Date.parse(run.started_at)),
        ...(run.progress.pages_done > 0 ? [`page ${count(run.progress.pages_done)}`] : []),
      ]
    : ['Starting'];
  return (
    <Card role="region" aria-labelledby="live-run" className="flex flex-col gap-3 p-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 id="live-run" className="font-semibold">
          {run?.status === 'queued' ? 'Queued' : 'Syncing'}
        </h2>
        {joined && <span className="text-muted-foreground">A sync is already running; showing it.</span>}
        <span className="ml-auto flex items-center gap-3">
          {!isWhole && (
            <Link to="/sync/$id" params={{ id: live.id }} className="text-primary underline-offset-4 hover:underline">
              Details
            </Link>
          )}
          <CancelButton id={live.id} />
        </span>
      </div>
      <Progress aria-label="Sync" value={share === null ? null : Math.round(share * 100)} text={facts.join(' · ')} />
      {run && (
        <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted-foreground tabular-nums">
          <span>{count(run.progress.created)} new</span>
          <span>{count(run.progress.updated)} changed</span>
          <span>{count(run.progress.unchanged)} unchanged</span>
          {run.progress.failed > 0 && <span className="text-warn">{count(run.progress.failed)} could not be read</span>}
        </p>
      )}
      {now - heardAt > quietAfter && (
        <p className="text-sm text-warn">
          No update since <Ago time={new Date(heardAt).toISOString()} />. The page keeps asking.
        </p>
      )}
      {run && run.errors.length > 0 && <RunErrors errors={run.errors} />}
    </Card>
  );
}

function CancelButton({ id }: { id: string }) {
  const { mutateAsync, isSuccess } = useMutation({
    mutationFn: () => value(api.DELETE('/api/v1/accounts/sync/{id}', { params: { path: { id } } })),
    onError: (error) => toast({ title: 'The sync goes on', description: toProblem(error).message, tone: 'bad' }),
  });
  return (
    <AlertDialog
      trigger={
        <Button size="sm" busy={isSuccess}>
          Cancel
        </Button>
      }
      title="Stop this sync?"
      description="Data read so far is kept."
      confirm="Stop the sync"
      cancel="Let it run"
      onConfirm={() => mutateAsync()}
    />
  );
}
