import { Age } from '@/shared/Stale';
import type { Seats } from './queries';

/** How old the seats are and whether they are a copy; if Amazon could not be read, why they are old. */
export function SeatsAge({ seats: { readAt, cached, stale, syncStatus } }: { seats: Seats }) {
  if (!readAt) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted-foreground">
      <Age time={readAt} stale={stale} />
      {stale
        ? syncStatus === 'failed'
          ? 'Amazon could not be read; these are the seats of the last read that succeeded.'
          : 'Amazon is slow; these are the seats of the last read.'
        : cached
          ? '· stored copy'
          : '· read from Amazon'}
      {syncStatus === 'partial' && <span className="text-warn">Some entries from Amazon could not be used.</span>}
    </p>
  );
}
