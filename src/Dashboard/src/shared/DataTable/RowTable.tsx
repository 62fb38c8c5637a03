import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { DataRow } from './DataRow';
import { Frame } from './Frame';
import { HeaderRow } from './HeaderRow';
import { roles } from './look';
import { rowAt } from './selection';
import { useRows } from './useRows';
import type { RowsProps } from './useRows';
import { useSelection } from './useSelection';

const headerHeight = 36;
const checkboxWidth = 44;

export function RowTable<Row>(props: RowsProps<Row>) {
  const {
    columns: all,
    width,
    getPage,
    rowId,
    rowLabel,
    rowHeight = 44,
    selection,
    expanded,
    renderExpanded,
    activeRow,
  } = props;
  const { toggle, toggleLoaded, open, ...header } = useSelection(props);
  const columns = useMemo(() => all.filter((column) => width >= (column.hideBelow ?? 0)), [all, width]);
  const selectable = selection !== undefined;
  const tracks = useMemo(() => tracksOf(columns, selectable), [columns, selectable]);

  const [details, setDetails] = useState<ReadonlyMap<string, number>>(new Map());
  const pages = expanded?.size ? getPage : undefined;
  const size = useCallback(
    (index: number) => {
      const row = pages && rowAt(pages, index);
      const id = row && rowId(row);
      return rowHeight + (id !== undefined && expanded?.has(id) ? (details.get(id) ?? 0) : 0);
    },
    [pages, rowId, rowHeight, expanded, details],
  );
  const { scroller, lines, items, count, range } = useRows({ ...props, size, covered: headerHeight });

  const body = useRef<HTMLTableSectionElement>(null);
  const moved = useRef(activeRow);
  useEffect(() => {
    if (activeRow === undefined || activeRow === moved.current) return;
    moved.current = activeRow;
    lines.scrollToIndex(activeRow);
    const focus = () =>
      body.current
        ?.querySelector<HTMLElement>(`[data-index="${activeRow}"] :is(a, button)`)
        ?.focus({ preventScroll: true });
    const frame = requestAnimationFrame(focus);
    return () => cancelAnimationFrame(frame);
  }, [activeRow, lines]);

  const keepHeight = useCallback(
    (id: string, height: number) =>
      setDetails((known) => (known.get(id) === height ? known : new Map(known).set(id, height))),
    [],
  );

  return (
    <Frame
      caption={props.caption}
      total={props.total}
      scrollKey={props.scrollKey}
      aside={props.aside}
      className={props.className}
      {...{ scroller, range }}
    >
      <table
        {...roles.table}
        aria-rowcount={props.total === undefined ? -1 : count + 1}
        className="grid text-start"
        style={{ minWidth: tracks.minWidth }}
      >
        <caption className="sr-only">{props.caption}</caption>
        <HeaderRow
          columns={columns}
          template={tracks.template}
          sort={props.sort}
          onSort={props.onSort}
          selection={selectable ? { ...header, toggleLoaded } : undefined}
        />
        <tbody ref={body} {...roles.group} className="relative block" style={{ height: lines.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = rowAt(getPage, index);
            const id = row && rowId(row);
            return (
              <DataRow
                key={index}
                {...{ index, row, columns, rowHeight, toggle, keepHeight, start }}
                template={tracks.template}
                id={id}
                label={row && rowLabel(row)}
                selected={id !== undefined && selection?.has(id)}
                selectable={selectable}
                active={index === activeRow}
                onOpen={props.onOpen && open}
                detail={row !== undefined && id !== undefined && expanded?.has(id) ? renderExpanded?.(row) : undefined}
              />
            );
          })}
        </tbody>
      </table>
    </Frame>
  );
}

function tracksOf<Row>(columns: RowsProps<Row>['columns'], selectable: boolean) {
  const grows = columns.some((column) => column.grow);
  const widths = columns.map((column) => column.width ?? 160);
  const tracks = columns.map((column, index) => {
    const grow = column.grow ?? (!grows && index === 0 ? 1 : 0);
    return grow ? `minmax(${widths[index]}px, ${grow}fr)` : `${widths[index]}px`;
  });
  return {
    template: [...(selectable ? [`${checkboxWidth}px`] : []), ...tracks].join(' '),
    minWidth: widths.reduce((sum, one) => sum + one, selectable ? checkboxWidth : 0),
  };
}
