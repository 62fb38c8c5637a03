import { Columns3, LayoutGrid, Rows3 } from 'lucide-react';
import { lazy, Suspense, useRef } from 'react';
import { useShortcut } from '@/shared/shortcuts';
import { Button } from '@/ui/button';
import { Popover } from '@/ui/popover';
import { Skeleton } from '@/ui/skeleton';
import { usualColumns } from './columns';
import type { AccountsSearch } from './search';

const ColumnChooser = lazy(() => import('./ColumnChooser').then((part) => ({ default: part.ColumnChooser })));

/** Table or cards, and what the table shows. Phones show cards alone. */
export function ViewTools({ search, change }: { search: AccountsSearch; change: (changes: AccountsSearch) => void }) {
  const trigger = useRef<HTMLButtonElement>(null);
  const isCards = search.view === 'cards';
  useShortcut('c', 'Columns', () => trigger.current?.click(), !isCards);
  return (
    <span className="flex items-center gap-2 max-md:hidden">
      <span role="group" aria-label="View" className="flex">
        <Button
          size="icon"
          aria-label="Table"
          aria-pressed={!isCards}
          className="rounded-e-none aria-pressed:bg-accent aria-pressed:text-accent-foreground"
          onClick={() => change({ view: undefined })}
        >
          <Rows3 aria-hidden />
        </Button>
        <Button
          size="icon"
          aria-label="Cards"
          aria-pressed={isCards}
          className="-ms-px rounded-s-none aria-pressed:bg-accent aria-pressed:text-accent-foreground"
          onClick={() => change({ view: 'cards' })}
        >
          <LayoutGrid aria-hidden />
        </Button>
      </span>
      {!isCards && (
        <Popover
          align="end"
          title="Columns"
          className="w-64 p-4"
          trigger={
            <Button ref={trigger}>
              <Columns3 aria-hidden className="size-3.5" />
              Columns
            </Button>
          }
        >
          <Suspense fallback={<Skeleton className="h-64" />}>
            <ColumnChooser chosen={search.cols ?? usualColumns} onChange={(cols) => change({ cols })} />
          </Suspense>
        </Popover>
      )}
    </span>
  );
}
