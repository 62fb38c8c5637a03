import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { pageSize } from './types';
import { offsetOf } from './useScrollMemory';
import type { Breakpoint, DataTableProps } from './types';

/** What the table and the cards share. */
export interface RowsProps<Row> extends DataTableProps<Row> {
  width: Breakpoint | 0;
}

/** Rows shown as skeletons while even the total is not known. */
const unknownRows = 12;

interface Lines {
  total: number | undefined;
  scrollKey?: string;
  onPages?: (pages: number[]) => void;
  /** The height of a line. Another function measures all lines again. */
  size: (line: number) => number;
  perLine?: number;
  /** What the sticky header covers is not in view. */
  covered?: number;
}

/** The lines in view, `perLine` rows each, and the report of the pages they need. */
export function useRows({ total, scrollKey, onPages, size, perLine = 1, covered = 0 }: Lines) {
  const scroller = useRef<HTMLElement>(null);
  const count = total ?? unknownRows;
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized by a compiler
  const lines = useVirtualizer({
    count: Math.ceil(count / perLine),
    getScrollElement: () => scroller.current,
    estimateSize: size,
    // Without rows there is nothing to scroll yet; the frame restores the offset once they are known.
    initialOffset: () => (total === undefined ? 0 : offsetOf(scrollKey)),
    overscan: 8,
    scrollPaddingStart: covered,
    scrollPaddingEnd: covered,
  });
  // oxlint-disable-next-line react/exhaustive-effect-dependencies, react-hooks/exhaustive-deps -- the lines do not notice another size
  useLayoutEffect(() => lines.measure(), [lines, size]);

  const items = lines.getVirtualItems();
  const first = Math.floor(((items[0]?.index ?? 0) * perLine) / pageSize);
  const last = Math.floor(Math.min(((items.at(-1)?.index ?? 0) + 1) * perLine - 1, count - 1) / pageSize);
  useEffect(() => {
    onPages?.(Array.from({ length: last - first + 1 }, (_, page) => first + page));
  }, [onPages, first, last]);

  const seen = lines.range;
  const range = seen && {
    first: seen.startIndex * perLine + 1,
    last: Math.min((seen.endIndex + 1) * perLine, count),
  };
  return { scroller, lines, items, count, range };
}
