import type { ReactNode } from 'react';

/** Rows come from the server in pages of this many. */
export const pageSize = 100;

export type Breakpoint = 640 | 768 | 1024 | 1280;

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Pixels; the least width of a column that grows. 160 by default. */
  width?: number;
  /** Its share of the width that is left over; the first column takes 1 when no column says so. */
  grow?: number;
  /** The header sorts by the column's id. */
  sortable?: boolean;
  /** The column is left out on windows narrower than this. */
  hideBelow?: Breakpoint;
  align?: 'start' | 'end';
  /** The header is read aloud and not shown, for example over the rows' menus. */
  headerHidden?: boolean;
}

export interface DataTableProps<Row> {
  /** Names the table and its scroll region. */
  caption: string;
  /** Keep the array between renders, so that rows need not render again. The first column names its row. */
  columns: readonly Column<Row>[];
  /** Undefined until the first page has arrived. */
  total: number | undefined;
  /** The rows of a page, or undefined while it is on its way. */
  getPage: (page: number) => readonly Row[] | undefined;
  /** The pages in view, each time they change. */
  onPages?: (pages: number[]) => void;
  rowId: (row: Row) => string;
  /** The plain name, for "Select Alpine Audio". */
  rowLabel: (row: Row) => string;
  /** 44 by default; 36 compact, 60 with a second line. */
  rowHeight?: number;
  /** A column's id, with "-" before it for descending. */
  sort?: string;
  onSort?: (sort: string) => void;
  selection?: ReadonlySet<string>;
  onSelection?: (selection: Set<string>) => void;
  /** A press on the row outside of its links and buttons. */
  onOpen?: (row: Row) => void;
  /** The index of the row that j and k move; it is scrolled into view and its link takes the focus. */
  activeRow?: number;
  expanded?: ReadonlySet<string>;
  renderExpanded?: (row: Row) => ReactNode;
  emptyState?: ReactNode;
  view?: 'table' | 'cards';
  /** Cards stand in for the table below 768 px as well. Gets the checkbox to place. */
  renderCard?: (row: Row, checkbox: ReactNode) => ReactNode;
  /** All cards have one height. 136 by default. */
  cardHeight?: number;
  /** The history entry whose scroll offset is kept. */
  scrollKey?: string;
  /** At the end of the line below the rows; for example "4 new accounts · Show". */
  aside?: ReactNode;
  /** Limits the height, for example `max-h-[calc(100dvh-18rem)]`. */
  className?: string;
}
