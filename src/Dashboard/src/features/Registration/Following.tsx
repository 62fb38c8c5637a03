import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Page } from '@/shared/Page';
import { ProblemCard } from '@/shared/ProblemCard';
import { Age } from '@/shared/Stale';
import { StaleStrip } from '@/shared/StaleStrip';
import { announce } from '@/shared/announce';
import { refreshEverything } from '@/shared/queries';
import { buttonVariants } from '@/ui/button';
import { Skeleton } from '@/ui/skeleton';
import { Outcome } from './Outcome';
import { hasEnded } from './progress';
import { registration } from './queries';

const announcements: Record<string, string> = {
  CREATED: 'Amazon has opened the account.',
  DISABLED: 'Amazon did not approve the account.',
  FAILED: 'The registration failed.',
};

/** A registration that was sent, until Amazon has decided. The address can be left and opened again. */
export function Following({ id }: { id: string }) {
  const progress = useQuery(registration(id));
  const { data, error } = progress;
  const isEnded = data !== undefined && hasEnded(data);
  const status = data?.status;
  useEffect(() => {
    if (!status || !isEnded) return;
    announce(announcements[status] ?? status);
    void refreshEverything();
  }, [status, isEnded]);

  return (
    <Page
      title={data ? `Registration of ${data.account_name}` : 'Registration'}
      ready={Boolean(data ?? error)}
      actions={
        <Link to="/register" search={{}} className={buttonVariants()}>
          Register another
        </Link>
      }
    >
      {data && error && <StaleStrip query={progress} />}
      {error && !data && <ProblemCard error={error} onRetry={() => void progress.refetch()} />}
      {!error && !data && <Skeleton className="h-56 w-full max-w-2xl rounded-lg" />}
      {data && (
        <>
          <Outcome registration={data} />
          {!isEnded && <Age time={progress.dataUpdatedAt} />}
        </>
      )}
    </Page>
  );
}
