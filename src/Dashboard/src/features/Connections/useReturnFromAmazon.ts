import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { announce } from '@/shared/announce';
import { takeViewBeforeConsent } from '@/shared/connect';
import { follow } from '@/shared/liveSync';
import { connections, queryClient, recentRuns } from '@/shared/queries';
import { isEnded } from '@/shared/runUpdates';
import { toast } from '@/ui/toast';

/** What the first connection of a user changes: the page shows its sync instead of the view before. */
async function takeUpNewRun(): Promise<{ isFirst: boolean }> {
  const [, runs] = await Promise.all([
    queryClient.fetchQuery({ ...connections, staleTime: 0 }),
    queryClient.fetchQuery({ ...recentRuns, staleTime: 0 }),
  ]);
  const running = runs.find((run) => !isEnded(run));
  if (running) void follow(running.sync_id);
  return { isFirst: runs.length < 2 };
}

/**
 * Handles the search that Amazon's redirect ends with. A success leads back to the view before; a failure becomes
 * `?problem=<code>`, and its description is
 * returned, which never stands in the address.
 */
export function useReturnFromAmazon(): { description: string | null; isReturning: boolean } {
  const { success, error, error_description } = useSearch({ from: '/connections' });
  const navigate = useNavigate();
  const { history } = useRouter();
  const [description] = useState(error_description ?? null);
  const isHandled = useRef(false);

  useEffect(() => {
    if (isHandled.current || (!success && !error)) return;
    isHandled.current = true;
    if (error) {
      void navigate({ to: '/connections', search: { problem: error }, replace: true });
      return;
    }
    void (async () => {
      const { isFirst } = await takeUpNewRun().catch(() => ({ isFirst: false }));
      const title = `Connected. ${isFirst ? 'The first' : 'A'} sync has started.`;
      announce(title);
      toast({ title, tone: 'ok' });
      const view = takeViewBeforeConsent();
      if (isFirst) await navigate({ to: '/sync', replace: true });
      else if (view?.startsWith('/') && !/connections\?/.test(view)) history.replace(view);
      else await navigate({ to: '/connections', search: {}, replace: true });
    })();
  }, [success, error, navigate, history]);

  return { description, isReturning: Boolean(success) };
}
