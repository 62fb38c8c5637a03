import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { toProblem } from '@/api/problems';
import { Page } from '@/shared/Page';
import { ProblemCard } from '@/shared/ProblemCard';
import { RunBar } from '@/shared/RunBar';
import { follow, startSync, useLiveSync } from '@/shared/liveSync';
import { isEnded } from '@/shared/runUpdates';
import { Button } from '@/ui/button';
import { Skeleton } from '@/ui/skeleton';
import { toast } from '@/ui/toast';
import { RunResult } from './RunResult';
import { ScopedErrors } from './ScopedErrors';
import { runOf } from './queries';

/** One run: how far it is, or what it did and what failed. */
export default function RunPage() {
  const { id } = useParams({ from: '/sync/$id' });
  const live = useLiveSync();
  const { data: run, error, refetch } = useQuery(runOf(id));
  const isRunning = run !== undefined && !isEnded(run);
  useEffect(() => {
    if (isRunning) void follow(id);
  }, [isRunning, id]);

  return (
    <Page
      title="Sync run"
      ready={Boolean(run ?? error)}
      heading={
        <>
          <Link to="/sync" className="font-normal text-muted-foreground underline-offset-4 hover:underline">
            Sync
          </Link>
          <span aria-hidden className="mx-2 font-normal text-muted-foreground">
            /
          </span>
          Run
        </>
      }
      actions={run && isEnded(run) && run.status !== 'success' && <Again isBusy={live !== null} />}
    >
      {live?.id === id && <RunBar live={live} isWhole />}
      {error && !run && <ProblemCard error={error} onRetry={() => void refetch()} />}
      {!run && !error && <Skeleton aria-busy className="h-40 rounded-lg" />}
      {run && isEnded(run) && (
        <>
          <RunResult run={run} />
          {run.errors.length > 0 && <ScopedErrors run={run} />}
        </>
      )}
    </Page>
  );
}

/** A new run takes up what this one has left. */
function Again({ isBusy }: { isBusy: boolean }) {
  const navigate = useNavigate();
  const { mutate, isPending } = useMutation({
    mutationFn: () => startSync(),
    onSuccess: ({ id }) => navigate({ to: '/sync/$id', params: { id } }),
    onError: (error) => toast({ title: 'The sync did not start', description: toProblem(error).message, tone: 'bad' }),
  });
  return (
    <Button variant="primary" busy={isPending || isBusy} onClick={() => mutate()}>
      Sync again
    </Button>
  );
}
