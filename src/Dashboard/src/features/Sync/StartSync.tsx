import { useMutation } from '@tanstack/react-query';
import { Settings2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { toProblem } from '@/api/problems';
import { startSync, useLiveSync, type SyncOptions } from '@/shared/liveSync';
import { useShortcut } from '@/shared/shortcuts';
import { useRetryAfter } from '@/shared/useRetryAfter';
import { Button } from '@/ui/button';
import { Popover } from '@/ui/popover';
import { toast } from '@/ui/toast';

const Options = lazy(() => import('./Options').then((part) => ({ default: part.Options })));

/** Starts a sync with the chosen options; what is not chosen is all. */
export function StartSync() {
  const [options, setOptions] = useState<SyncOptions>({});
  const live = useLiveSync();
  const { left, refused } = useRetryAfter();
  const { mutate, isPending } = useMutation({
    mutationFn: () => startSync(options),
    onError: (error) => {
      refused(error);
      toast({ title: 'The sync did not start', description: toProblem(error).message, tone: 'bad' });
    },
  });
  const isBusy = isPending || live !== null;
  const chosen = Object.values(options).filter(Boolean).length;
  useShortcut('s', 'Sync now', () => mutate(), !isBusy && left === 0);
  return (
    <div className="flex items-center gap-2">
      <Popover
        align="end"
        title="What to sync"
        trigger={
          <Button>
            <Settings2 aria-hidden />
            Options
            {chosen > 0 && <span className="tabular-nums">{chosen}</span>}
          </Button>
        }
      >
        <Suspense>
          <Options options={options} onChange={setOptions} />
        </Suspense>
      </Popover>
      <Button variant="primary" busy={isBusy} disabled={left > 0} onClick={() => mutate()}>
        {left > 0 ? `Sync in ${left} s` : 'Sync now'}
      </Button>
    </div>
  );
}
