import { useEffect, useRef } from 'react';
import { announce } from '@/shared/announce';
import type { Run } from '@/shared/queries';
import { counted } from '@/shared/texts';
import { useMedia } from '@/shared/useMedia';
import { Button } from '@/ui/button';
import { Card, CardHeader, CardTitle } from '@/ui/card';
import { Spinner } from '@/ui/spinner';
import { RunCards } from './RunCards';
import { RunTable } from './RunTable';
import { finishedOf } from './queries';

/** The finished runs, as a table or as cards. A run in progress is a mark beside them. */
export function History({
  pages,
  isSyncing,
  hasMore,
  isLoadingMore,
  onMore,
}: {
  pages: readonly { syncs: Run[] }[];
  isSyncing: boolean;
  hasMore: boolean;
  isLoadingMore: boolean;
  onMore: () => void;
}) {
  const runs = finishedOf(pages);
  const isWide = useMedia('(min-width: 768px)');
  const shown = useRef(pages.length);
  useEffect(() => {
    if (pages.length > shown.current) announce(`${counted(runs.length, 'sync', 'syncs')} shown.`);
    shown.current = pages.length;
  }, [pages.length, runs.length]);

  return (
    <Card role="region" aria-labelledby="history">
      <CardHeader className="border-b pb-3">
        <CardTitle id="history">History</CardTitle>
        {isSyncing && (
          <span className="inline-flex items-center gap-1.5 text-sm text-muted-foreground">
            <Spinner className="size-3!" />
            syncing
          </span>
        )}
      </CardHeader>
      {runs.length === 0 ? (
        <p className="p-4 text-muted-foreground">
          {isSyncing
            ? 'The first sync is in progress.'
            : 'No sync has run yet. “Sync now” reads every account from Amazon.'}
        </p>
      ) : isWide ? (
        <RunTable runs={runs} />
      ) : (
        <RunCards runs={runs} />
      )}
      {hasMore && (
        <div className="border-t p-3 text-center">
          <Button busy={isLoadingMore} onClick={onMore}>
            Show more
          </Button>
        </div>
      )}
    </Card>
  );
}
