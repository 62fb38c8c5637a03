import { memo, useLayoutEffect, useRef } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { Checkbox } from '@/ui/checkbox';
import { cn } from '@/ui/cn';
import { Skeleton } from '@/ui/skeleton';
import { look, roles } from './look';
import type { Column } from './types';

interface DataRowProps<Row> {
  index: number;
  /** Undefined while its page is on its way. */
  row: Row | undefined;
  id: string | undefined;
  label: string | undefined;
  start: number;
  rowHeight: number;
  columns: readonly Column<Row>[];
  template: string;
  selectable: boolean;
  selected: boolean | undefined;
  active: boolean;
  toggle: (index: number, selected: boolean, shift: boolean) => void;
  onOpen: ((row: Row) => void) | undefined;
  detail: ReactNode;
  keepHeight: (id: string, height: number) => void;
}

function PlainDataRow<Row>(props: DataRowProps<Row>) {
  const {
    index,
    row,
    start,
    rowHeight,
    columns,
    template,
    selectable,
    selected = false,
    active,
    onOpen,
    detail,
  } = props;
  const open = (event: MouseEvent) => {
    if (row !== undefined && onOpen && isPlainPress(event)) onOpen(row);
  };
  return (
    <>
      {/* The name's link opens the row by keyboard; a press anywhere on the row is a convenience of the pointer. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events */}
      <tr
        {...roles.row}
        data-slot="data-row"
        data-index={index}
        data-selected={selected || undefined}
        data-active={active || undefined}
        aria-rowindex={index + 2}
        onClick={open}
        className={cn(
          'absolute inset-x-0 top-0 grid border-b bg-card data-selected:bg-accent',
          'data-active:after:absolute data-active:after:inset-y-0 data-active:after:start-0 data-active:after:z-10 data-active:after:w-0.5 data-active:after:bg-primary',
          row !== undefined && 'not-data-selected:hover:bg-muted',
          onOpen && 'cursor-pointer',
        )}
        style={{ gridTemplateColumns: template, height: rowHeight, transform: `translateY(${start}px)` }}
      >
        {selectable && (
          <td {...roles.cell} className={look.checkbox}>
            {row !== undefined && <RowCheckbox {...props} />}
          </td>
        )}
        {columns.map((column, place) => {
          const cell = {
            className: cn(look.cell, place === 0 && look.name(selectable), column.align === 'end' && look.end),
            children: row === undefined ? <Waiting first={place === 0} /> : column.cell(row),
          };
          return place === 0 ? (
            <th
              key={column.id}
              {...roles.rowheader}
              {...cell}
              className={cn(cell.className, 'text-start font-medium')}
            />
          ) : (
            <td key={column.id} {...roles.cell} {...cell} />
          );
        })}
      </tr>
      {detail !== undefined && props.id !== undefined && (
        <DetailRow {...props} id={props.id} top={start + rowHeight} span={columns.length + (selectable ? 1 : 0)} />
      )}
    </>
  );
}

/** Renders again only for its own changes, so that scrolling stays cheap. */
export const DataRow = memo(PlainDataRow) as typeof PlainDataRow;

type RowCheckboxProps = Pick<DataRowProps<unknown>, 'index' | 'label' | 'selected' | 'toggle'>;

export function RowCheckbox({ index, label, selected = false, toggle }: RowCheckboxProps) {
  return (
    <Checkbox
      aria-label={`Select ${label}`}
      checked={selected}
      onCheckedChange={(checked, { nativeEvent }) =>
        toggle(index, checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
      }
    />
  );
}

function Waiting({ first }: { first: boolean }) {
  return (
    <>
      {first && <span className="sr-only">Loading</span>}
      <Skeleton className={first ? 'w-40' : 'w-16'} />
    </>
  );
}

interface DetailRowProps extends Pick<DataRowProps<unknown>, 'index' | 'detail' | 'keepHeight'> {
  id: string;
  top: number;
  span: number;
}

/** What an expanded row shows below itself, as high as it needs to be. */
function DetailRow({ id, index, detail, top, span, keepHeight }: DetailRowProps) {
  const row = useRef<HTMLTableRowElement>(null);
  useLayoutEffect(() => {
    const element = row.current;
    if (!element) return;
    const measure = () => keepHeight(id, element.offsetHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [id, keepHeight]);
  return (
    <tr
      ref={row}
      {...roles.row}
      data-slot="data-detail"
      aria-rowindex={index + 2}
      className="absolute inset-x-0 top-0 block border-b bg-background"
      style={{ transform: `translateY(${top}px)` }}
    >
      <td {...roles.cell} colSpan={span} className="block">
        {/* As wide as the region, and in view however far the table is moved sideways. */}
        <div className="sticky start-0 w-[100cqw] px-4 py-3">{detail}</div>
      </td>
    </tr>
  );
}

/** Neither on a control, nor the end of selecting text, nor a press for a new tab. */
function isPlainPress(event: MouseEvent) {
  const target = event.target as Element;
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey) return false;
  if (!event.currentTarget.contains(target)) return false;
  return (
    !target.closest('a, button, input, label, [role=checkbox], [tabindex]:not(section)') && !getSelection()?.toString()
  );
}
