import { Button } from '@/ui/button';
import { RefreshButton } from './RefreshButton';
import type { Refresh } from './useRefresh';

/** No read has ended yet. */
export function EmptySeats({ refresh }: { refresh: Refresh }) {
  return (
    <div className="grid place-items-center gap-4 rounded-lg border bg-card px-4 py-12 text-center">
      <p>Not read from Amazon yet.</p>
      <RefreshButton refresh={refresh} label="Read now" />
    </div>
  );
}

export function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <p className="rounded-lg border bg-card p-6">
      No seat is at the chosen exchanges.{' '}
      <Button variant="link" size="inline" onClick={onClear}>
        Show all
      </Button>
    </p>
  );
}
