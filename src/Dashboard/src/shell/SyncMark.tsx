import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { LoaderCircle } from 'lucide-react';
import { shareOf, useLiveSync } from '@/shared/liveSync';
import { lastComplete } from '@/shared/problemsOf';
import { recentRuns } from '@/shared/queries';

/** The run in progress, from every page. */
export function SyncMark() {
  const live = useLiveSync();
  const { data: runs } = useQuery(recentRuns);
  if (!live) return null;
  const share = shareOf(live.run, lastComplete(runs)?.progress.accounts_seen ?? null);
  return (
    <Link
      to="/sync/$id"
      params={{ id: live.id }}
      className="flex h-8 items-center gap-1.5 rounded-md px-2 text-sm text-muted-foreground tabular-nums hover:bg-muted hover:text-foreground"
    >
      <LoaderCircle aria-hidden size={14} className="animate-spin" />
      <span className="sr-only">Sync in progress</span>
      {share === null ? 'Syncing' : `${Math.round(share * 100)} %`}
    </Link>
  );
}
