import { useInfiniteQuery } from '@tanstack/react-query';
import { Page } from '@/shared/Page';
import { ProblemCard } from '@/shared/ProblemCard';
import { RunBar } from '@/shared/RunBar';
import { StaleStrip } from '@/shared/StaleStrip';
import { useLiveSync } from '@/shared/liveSync';
import { Skeleton } from '@/ui/skeleton';
import { History } from './History';
import { StartSync } from './StartSync';
import { history } from './queries';

/** What is being read from Amazon, and what the last runs did. */
export default function SyncPage() {
  const live = useLiveSync();
  const runs = useInfiniteQuery(history);
  return (
    <Page title="Sync" ready={Boolean(runs.data ?? runs.error)} actions={<StartSync />}>
      {live && <RunBar live={live} />}
      {runs.error && !runs.data && <ProblemCard error={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.error && runs.data && <StaleStrip query={runs} />}
      {!runs.data && !runs.error && <Skeleton aria-busy className="h-64 rounded-lg" />}
      {runs.data && (
        <History
          pages={runs.data.pages}
          isSyncing={live !== null}
          hasMore={runs.hasNextPage}
          isLoadingMore={runs.isFetchingNextPage}
          onMore={() => void runs.fetchNextPage()}
        />
      )}
    </Page>
  );
}
