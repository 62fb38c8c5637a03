import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Page } from '@/shared/Page';
import { ProblemCard } from '@/shared/ProblemCard';
import { Age } from '@/shared/Stale';
import { StaleStrip } from '@/shared/StaleStrip';
import { preferences } from '@/shared/queries';
import { count, counted } from '@/shared/texts';
import { useTypedText } from '@/shared/useTypedText';
import { useAnnounced } from '@/shared/useAnnounced';
import { Button } from '@/ui/button';
import { Skeleton } from '@/ui/skeleton';
import { Entries } from './Entries';
import { ExportButton } from './ExportButton';
import { Filters } from './Filters';
import { filtersOf, isFiltered, isReversed, isTarget, type AuditSearch } from './filters';
import { entries } from './queries';

/** Who did what? */
export default function AuditPage() {
  const search = useSearch({ from: '/audit' });
  const navigate = useNavigate({ from: '/audit' });
  // A choice is a step of the history; what is typed is not.
  const change = (next: AuditSearch, how: 'choice' | 'typing') =>
    void navigate({ search: (now) => ({ ...now, ...next }), replace: how === 'typing', resetScroll: false });

  const [typed, setTyped] = useTypedText(search.target ?? '', (text) =>
    change({ target: text || undefined }, 'typing'),
  );

  const settings = useQuery(preferences);
  const timezone = settings.data?.timezone ?? 'UTC';
  const filters = filtersOf(search, timezone);
  const isPossible = !isReversed(search) && isTarget(search.target);
  // The days depend on the zone of the user; without it nothing is asked for in another zone.
  const isKnown = settings.data !== undefined || settings.error !== null;
  const log = useInfiniteQuery(entries(filters, isPossible && isKnown));
  const { data, error } = log;
  const total = data && !log.isPlaceholderData ? data.total : null;
  useAnnounced(total === null ? null : counted(total, 'entry', 'entries'));

  return (
    <Page
      title="Audit"
      ready={Boolean(data ?? error) || !isPossible}
      actions={data && isPossible && <ExportButton filters={filters} total={data.total} />}
    >
      <Filters {...{ search, timezone, typed }} choose={(next) => change(next, 'choice')} onType={setTyped} />
      {data && error && <StaleStrip query={log} />}
      {error && !data && <ProblemCard error={error} onRetry={() => void log.refetch()} />}
      {!error && !data && isPossible && <Loading />}
      {data && isPossible && (
        <>
          <p className="flex flex-wrap items-center gap-x-4 text-sm text-muted-foreground">
            {counted(data.total, 'entry', 'entries')}, newest first
            <Age time={log.dataUpdatedAt} stale={Boolean(error)} />
          </p>
          {data.entries.length > 0 ? (
            <div aria-busy={log.isPlaceholderData}>
              <Entries entries={data.entries} caption={`Audit log, ${counted(data.total, 'entry', 'entries')}`} />
            </div>
          ) : (
            <Empty isFiltered={isFiltered(search)} />
          )}
          {log.hasNextPage && (
            <Button className="self-center" busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
              Show more ({count(data.entries.length)} of {count(data.total)})
            </Button>
          )}
        </>
      )}
    </Page>
  );
}

const Empty = (props: { isFiltered: boolean }) => (
  <p className="rounded-lg border bg-card p-6 text-muted-foreground">
    {props.isFiltered
      ? 'No entry matches these filters.'
      : 'Nothing yet. Connecting a login, changing a setting and disconnecting an account are recorded here.'}
  </p>
);

const Loading = () => (
  <div aria-busy className="divide-y rounded-lg border bg-card">
    {Array.from({ length: 10 }, (_, i) => (
      <div key={i} className="flex h-11 items-center px-4">
        <Skeleton className="h-4 w-1/2" />
      </div>
    ))}
  </div>
);
