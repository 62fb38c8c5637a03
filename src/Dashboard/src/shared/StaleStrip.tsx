import { TriangleAlert } from 'lucide-react';
import { toProblem } from '@/api/problems';
import { Button } from '@/ui/button';
import { Age } from './Stale';

/** Data that could not be read again: it stays, with its age and the reason. */
export function StaleStrip({
  query,
}: {
  query: { error: unknown; dataUpdatedAt: number; isFetching: boolean; refetch: () => unknown };
}) {
  return (
    <p
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg bg-warn-back px-4 py-2 text-warn"
    >
      <TriangleAlert aria-hidden size={16} className="shrink-0" />
      <span className="min-w-0 grow">This could not be updated: {toProblem(query.error).message}</span>
      <Age time={query.dataUpdatedAt} stale />
      <Button size="sm" busy={query.isFetching} onClick={() => query.refetch()}>
        Retry
      </Button>
    </p>
  );
}
