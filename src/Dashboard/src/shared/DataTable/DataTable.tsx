import { CardList } from './CardList';
import { RowTable } from './RowTable';
import type { DataTableProps } from './types';
import { useWidth } from './useWidth';

/** A table of any length whose rows come in pages from the server as they come into view; cards where it is narrow. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const width = useWidth();
  if (props.total === 0)
    return (
      <div
        data-slot="data-table"
        className="grid min-h-48 place-items-center rounded-lg border bg-card p-6 text-center"
      >
        {props.emptyState}
      </div>
    );
  const cards = props.renderCard !== undefined && (props.view === 'cards' || width < 768);
  return cards ? <CardList {...props} width={width} /> : <RowTable {...props} width={width} />;
}
