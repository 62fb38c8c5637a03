import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import { Checkbox } from '@/ui/checkbox';
import { cn } from '@/ui/cn';
import { look, roles } from './look';
import type { Column, DataTableProps } from './types';

interface HeaderRowProps<Row> extends Pick<DataTableProps<Row>, 'sort' | 'onSort'> {
  columns: readonly Column<Row>[];
  template: string;
  selection?: { all: boolean; some: boolean; toggleLoaded: (selected: boolean) => void };
}

export function HeaderRow<Row>({ columns, template, sort, onSort, selection }: HeaderRowProps<Row>) {
  return (
    <thead {...roles.group} className="sticky top-0 z-20 block border-b bg-card">
      <tr {...roles.row} aria-rowindex={1} className="grid h-9 bg-inherit" style={{ gridTemplateColumns: template }}>
        {selection && (
          <th {...roles.columnheader} className={look.checkbox}>
            <Checkbox
              aria-label="Select all loaded rows"
              checked={selection.all}
              indeterminate={selection.some}
              onCheckedChange={(checked) => selection.toggleLoaded(checked)}
            />
          </th>
        )}
        {columns.map((column, index) => {
          const direction = sort === column.id ? 'ascending' : sort === `-${column.id}` ? 'descending' : 'none';
          return (
            <th
              key={column.id}
              {...roles.columnheader}
              aria-sort={column.sortable ? direction : undefined}
              className={cn(
                look.cell,
                'text-sm font-medium text-muted-foreground',
                index === 0 && look.name(selection !== undefined),
                column.align === 'end' && look.end,
              )}
            >
              {column.sortable && onSort ? (
                <SortButton
                  {...{ direction }}
                  onClick={() => onSort(direction === 'ascending' ? `-${column.id}` : column.id)}
                >
                  {column.header}
                </SortButton>
              ) : (
                <span className={column.headerHidden ? 'sr-only' : 'truncate'}>{column.header}</span>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

const arrows = { ascending: ArrowUp, descending: ArrowDown, none: ArrowUpDown };

function SortButton({
  direction,
  children,
  onClick,
}: {
  direction: keyof typeof arrows;
  children: string;
  onClick: () => void;
}) {
  const Arrow = arrows[direction];
  return (
    <button
      type="button"
      onClick={onClick}
      className={cn(
        'group -mx-1.5 flex h-7 min-w-0 items-center gap-1 rounded-md px-1.5 transition-colors duration-120 hover:bg-muted hover:text-foreground',
        'focus-visible:-outline-offset-2',
        direction !== 'none' && 'text-foreground',
      )}
    >
      <span className="truncate">{children}</span>
      <Arrow
        aria-hidden
        className={cn('size-3.5 shrink-0', direction === 'none' && 'opacity-40 group-hover:opacity-100')}
      />
    </button>
  );
}
