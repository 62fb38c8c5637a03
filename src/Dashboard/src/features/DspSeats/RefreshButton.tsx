import { RefreshCw } from 'lucide-react';
import { Button } from '@/ui/button';
import type { Refresh } from './useRefresh';

/** Reads the seats from Amazon. After a refusal it counts down the time that the service asks for. */
export function RefreshButton({ refresh, label = 'Refresh' }: { refresh: Refresh; label?: string }) {
  return (
    <Button
      variant="primary"
      busy={refresh.isPending}
      aria-disabled={refresh.left > 0 || undefined}
      onClick={() => refresh.mutate()}
    >
      <RefreshCw aria-hidden className="size-3.5" />
      {refresh.left > 0 ? `${label} in ${refresh.left} s` : label}
    </Button>
  );
}
