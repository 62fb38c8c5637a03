import { Link } from '@tanstack/react-router';
import { ConnectMenu } from '@/shared/ConnectMenu';
import { useLiveSync } from '@/shared/liveSync';
import { Button } from '@/ui/button';

/** Nobody is connected yet: what the page is for, and the one thing to do. */
export function FirstRun() {
  return (
    <div className="grid place-items-center rounded-lg border bg-card px-4 py-12 text-center">
      <div className="flex max-w-md flex-col items-center gap-4">
        <h2 className="text-lg font-semibold">Connect your Amazon Ads login to see every account behind it</h2>
        <p className="text-muted-foreground">
          One consent lists every account, in all regions. We ask for campaign management; nothing changes unless you
          ask.
        </p>
        <ConnectMenu />
      </div>
    </div>
  );
}

export function EmptyList({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const live = useLiveSync();
  if (isFiltered)
    return (
      <p>
        No account matches these filters.{' '}
        <Button variant="link" size="inline" onClick={onClear}>
          Clear filters
        </Button>
      </p>
    );
  if (live)
    return (
      <p>
        Reading your accounts from Amazon.{' '}
        <Link to="/sync/$id" params={{ id: live.id }} className="font-medium text-primary hover:underline">
          Follow the sync
        </Link>
      </p>
    );
  return <p>Amazon lists no account behind your logins.</p>;
}
