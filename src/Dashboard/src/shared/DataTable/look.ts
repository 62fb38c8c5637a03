import { cn } from '@/ui/cn';

/** The cells of a line: the checkbox and the name stay in view from 768 px. */
export const look = {
  cell: 'flex min-w-0 items-center px-3 first:ps-4 last:pe-4',
  checkbox: 'flex items-center justify-center select-none md:sticky md:start-0 md:z-10 md:bg-inherit',
  name: (selectable: boolean) =>
    cn(
      'md:sticky md:z-10 md:bg-inherit md:in-data-moved:shadow-[1px_0_var(--border)]',
      selectable ? 'ps-1 md:start-11' : 'md:start-0',
    ),
  end: 'justify-end text-end tabular-nums',
};

/** The grid layout takes the roles of a table away from its parts, so they are given again. */
export const roles = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader', scope: 'col' },
  rowheader: { role: 'rowheader', scope: 'row' },
  cell: { role: 'cell' },
} as const;
