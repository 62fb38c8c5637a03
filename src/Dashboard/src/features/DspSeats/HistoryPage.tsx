import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { AdvertiserPage } from '@/shared/Dsp/AdvertiserPage';
import { hasSeats } from '@/shared/Dsp/features';
import { tabs } from '@/shared/Dsp/tabs';
import { ProblemCard } from '@/shared/ProblemCard';
import { StaleStrip } from '@/shared/StaleStrip';
import { counted } from '@/shared/texts';
import { useAnnounced } from '@/shared/useAnnounced';
import { Button } from '@/ui/button';
import { Select } from '@/ui/select';
import { Skeleton } from '@/ui/skeleton';
import { RunList } from './RunList';
import { historyOf } from './queries';
import { historySearch, runStatuses } from './search';
import { statusOfRun } from './runStatus';

const options = [
  { value: '', label: 'All results' },
  ...runStatuses.map((status) => ({ value: status, label: statusOfRun(status).label })),
];

/** The reads of an advertiser's seats: what each found, and what changed. */
export default function HistoryPage() {
  const { advertiserId } = useParams({ from: '/dsp/$advertiserId/history' });
  const { status } = useSearch({ from: '/dsp/$advertiserId/history' });
  const navigate = useNavigate({ from: '/dsp/$advertiserId/history' });
  const query = useInfiniteQuery({ ...historyOf(advertiserId, status), enabled: hasSeats });
  const { data, error } = query;
  const runs = data?.pages.flatMap(({ sync_history }) => sync_history) ?? [];
  const total = data?.pages.at(-1)?.total_count ?? 0;
  useAnnounced(data ? `${counted(runs.length, 'read')} shown.` : null);

  return (
    <AdvertiserPage id={advertiserId} tab={tabs.history} ready={Boolean(data ?? error)}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <Select
          aria-label="Result"
          className="w-44"
          options={options}
          value={status ?? ''}
          onValueChange={(chosen) => void navigate({ search: historySearch({ status: chosen }), resetScroll: false })}
        />
        {data && (
          <p className="text-sm text-muted-foreground">
            {counted(total, 'read')}
            {runs.length < total && `, ${runs.length} shown`}
          </p>
        )}
      </div>
      {error && data && <StaleStrip query={query} />}
      {error && !data && <ProblemCard error={error} onRetry={() => void query.refetch()} />}
      {!error && !data && <Skeleton aria-busy className="h-80 w-full rounded-lg" />}
      {data && runs.length === 0 && (
        <p className="rounded-lg border bg-card p-6">
          {status ? 'No read ended like this. ' : 'The seats have not been read yet.'}
          {status && (
            <Button variant="link" size="inline" onClick={() => void navigate({ search: {}, resetScroll: false })}>
              Show all
            </Button>
          )}
        </p>
      )}
      {runs.length > 0 && <RunList runs={runs} />}
      {query.hasNextPage && (
        <div className="text-center">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </AdvertiserPage>
  );
}
