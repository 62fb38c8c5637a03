import { useEffect, useMemo, useRef } from 'react';
import { between, rowAt, withIds } from './selection';
import { pageSize } from './types';
import type { DataTableProps } from './types';

/** What rows and header need to change the selection. The functions stay the same, so rows need not render again. */
export function useSelection<Row>(props: DataTableProps<Row>) {
  const latest = useRef(props);
  useEffect(() => void (latest.current = props));
  const last = useRef<number>(undefined);

  const acts = useMemo(() => {
    const change = (ids: string[], selected: boolean) => {
      const { selection, onSelection } = latest.current;
      onSelection?.(withIds(selection ?? new Set(), ids, selected));
    };
    const idsOf = (indexes: number[]) =>
      indexes.flatMap((index) => {
        const row = rowAt(latest.current.getPage, index);
        return row === undefined ? [] : [latest.current.rowId(row)];
      });
    return {
      /** With Shift, every row from the one chosen last gets the same state. */
      toggle: (index: number, selected: boolean, shift: boolean) => {
        change(idsOf(shift && last.current !== undefined ? between(last.current, index) : [index]), selected);
        last.current = index;
      },
      toggleLoaded: (selected: boolean) => change(loadedIds(latest.current), selected),
      open: (row: Row) => latest.current.onOpen?.(row),
    };
  }, []);

  const { selection } = props;
  const loaded = selection ? loadedIds(props) : [];
  const chosen = selection ? loaded.filter((id) => selection.has(id)).length : 0;
  return { ...acts, all: chosen > 0 && chosen === loaded.length, some: chosen > 0 && chosen < loaded.length };
}

function loadedIds<Row>({ total = 0, getPage, rowId }: DataTableProps<Row>) {
  return Array.from({ length: Math.ceil(total / pageSize) }, (_, page) => getPage(page) ?? []).flatMap((rows) =>
    rows.map(rowId),
  );
}
