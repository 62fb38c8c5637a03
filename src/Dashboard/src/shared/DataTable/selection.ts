import { pageSize } from './types';

/** The row at an index, or undefined while its page is on its way. */
export function rowAt<Row>(getPage: (page: number) => readonly Row[] | undefined, index: number): Row | undefined {
  return getPage(Math.floor(index / pageSize))?.[index % pageSize];
}

/** The indexes from one row to another, in either direction. */
export function between(from: number, to: number) {
  const start = Math.min(from, to);
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, offset) => start + offset);
}

/** The selection with these ids added or removed. */
export function withIds(selection: ReadonlySet<string>, ids: readonly string[], selected: boolean) {
  const next = new Set(selection);
  for (const id of ids) {
    if (selected) next.add(id);
    else next.delete(id);
  }
  return next;
}
