import { Bookmark, Link2 } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { announce } from '@/shared/announce';
import { Button } from '@/ui/button';
import { Popover } from '@/ui/popover';
import { Skeleton } from '@/ui/skeleton';
import { toast } from '@/ui/toast';

const ViewList = lazy(() => import('./ViewList').then((part) => ({ default: part.ViewList })));

/** Saves the view under a name, opens a saved one, and copies its link. */
export function SavedViews({ current }: { current: string }) {
  const copy = async () => {
    await navigator.clipboard.writeText(location.href);
    announce('Copied the link to this view.');
    toast({ title: 'Copied the link to this view', tone: 'ok' });
  };
  return (
    <>
      <Popover
        align="end"
        title="Saved views"
        trigger={
          <Button variant="ghost" size="sm">
            <Bookmark aria-hidden className="size-3.5" />
            Views
          </Button>
        }
      >
        {(close) => (
          <Suspense fallback={<Skeleton className="h-16" />}>
            <ViewList current={current} close={close} />
          </Suspense>
        )}
      </Popover>
      <Button variant="ghost" size="sm" onClick={() => void copy()}>
        <Link2 aria-hidden className="size-3.5" />
        Copy link
      </Button>
    </>
  );
}
