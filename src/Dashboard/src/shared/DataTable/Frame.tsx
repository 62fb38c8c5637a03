import type { ReactNode, RefObject } from 'react';
import { cn } from '@/ui/cn';
import type { DataTableProps } from './types';
import { useScrollMemory } from './useScrollMemory';

interface FrameProps extends Pick<DataTableProps<never>, 'caption' | 'total' | 'scrollKey' | 'aside' | 'className'> {
  scroller: RefObject<HTMLElement | null>;
  /** The first and the last row in view. */
  range: { first: number; last: number } | null;
  /** Cards bring their own borders. */
  bare?: boolean;
  children: ReactNode;
}

/** The region that scrolls, and below it the line that says which rows are in view. */
export function Frame({ caption, total, scrollKey, aside, className, scroller, range, bare, children }: FrameProps) {
  const keep = useScrollMemory(scroller, scrollKey, total !== undefined);
  return (
    <div data-slot="data-table" className={cn('flex min-h-0 flex-col', !bare && 'rounded-lg border bg-card')}>
      <section
        ref={scroller}
        aria-label={caption}
        aria-busy={total === undefined || undefined}
        // A region that scrolls must be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onScroll={(event) => {
          keep();
          event.currentTarget.toggleAttribute('data-moved', event.currentTarget.scrollLeft !== 0);
        }}
        className={cn(
          '@container relative overflow-auto overscroll-x-contain',
          bare ? 'rounded-lg' : 'rounded-t-lg',
          className ?? 'max-h-[70dvh]',
        )}
      >
        {children}
      </section>
      <div
        className={cn(
          'flex min-h-9 flex-wrap items-center gap-x-4 text-sm text-muted-foreground',
          bare ? 'px-1' : 'border-t px-4',
        )}
      >
        <span className="tabular-nums">{range && total !== undefined ? textOf(range, total) : 'Loading …'}</span>
        {aside && <span className="ms-auto">{aside}</span>}
      </div>
    </div>
  );
}

function textOf({ first, last }: { first: number; last: number }, total: number) {
  const [from, to, all] = [first, last, total].map((count) => count.toLocaleString('en'));
  return `Rows ${from}–${to} of ${all}`;
}
