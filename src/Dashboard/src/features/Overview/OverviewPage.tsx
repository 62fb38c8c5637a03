import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Page } from '@/shared/Page';
import { ProblemCard } from '@/shared/ProblemCard';
import { connections, recentRuns, summary } from '@/shared/queries';
import { useProblems } from '@/shared/useProblems';
import { Attention } from './Attention';
import { Figures } from './Figures';
import { DetailSkeletons, Skeletons } from './Skeletons';

/** What is below the answer loads after it. */
const Details = lazy(() => import('./Details'));

/** Is everything all right, and if not, what is the one thing to do? */
export default function OverviewPage() {
  const totals = useQuery(summary);
  const logins = useQuery(connections);
  const runs = useQuery(recentRuns);
  const { problems, isLoaded } = useProblems();
  const failed = [totals, logins, runs].find((query) => query.error && !query.data);
  const isFirstRun = logins.data?.length === 0 && totals.data?.total === 0;

  const [isAnswered, setAnswered] = useState(false);
  useEffect(() => {
    if (!isLoaded) return;
    const frame = requestAnimationFrame(() => setAnswered(true));
    return () => cancelAnimationFrame(frame);
  }, [isLoaded]);

  return (
    <Page title="Overview" ready={isLoaded || Boolean(failed)}>
      {failed && <ProblemCard error={failed.error} onRetry={() => void failed.refetch()} />}
      {!failed && !isLoaded && <Skeletons />}
      {!failed && totals.data && logins.data && runs.data && (
        <>
          <Attention
            problems={problems}
            summary={totals.data}
            connections={logins.data}
            checkedAt={totals.dataUpdatedAt}
          />
          {!isFirstRun && (
            <>
              <Figures summary={totals.data} connections={logins.data} />
              <Suspense fallback={<DetailSkeletons />}>
                {isAnswered ? <Details connections={logins.data} runs={runs.data} /> : <DetailSkeletons />}
              </Suspense>
            </>
          )}
        </>
      )}
    </Page>
  );
}
