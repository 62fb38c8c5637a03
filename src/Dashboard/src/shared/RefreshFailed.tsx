import { TriangleAlert } from 'lucide-react';
import { toProblem } from '@/api/problems';
import { Button } from '@/ui/button';

/** The last refresh failed; what was loaded before stays on the screen. */
export function RefreshFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (!error) return null;
  return (
    <p
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg bg-warn-back px-4 py-2 text-warn"
    >
      <TriangleAlert aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0">This could not be refreshed: {toProblem(error).message}</span>
      <Button size="sm" onClick={onRetry} className="text-foreground">
        Retry
      </Button>
    </p>
  );
}
