import type { Column } from '@/shared/DataTable/types';
import type { Account } from '@/shared/queries';
import { Ago } from '@/shared/Ago';
import { CountriesCell, LoginCell, NameCell, SyncedCell, TypeCell } from './cells';
import { RowMenu } from './RowMenu';
import { StatusCell } from './StatusCell';
import type { columns } from './search';

export type ColumnKey = (typeof columns)[number];

/** The names of the columns, in their usual order. */
export const columnNames: Record<ColumnKey, string> = {
  name: 'Account',
  type: 'Type',
  countries: 'Countries',
  status: 'Status',
  connection: 'Login',
  synced: 'Synced',
  connected: 'Connected',
};

export const usualColumns: readonly ColumnKey[] = ['name', 'type', 'countries', 'status', 'synced'];

const byKey: Record<ColumnKey, Column<Account>> = {
  name: {
    id: 'name',
    header: columnNames.name,
    sortable: true,
    width: 232,
    grow: 3,
    cell: (row) => <NameCell account={row} />,
  },
  type: { id: 'type', header: columnNames.type, width: 72, hideBelow: 1024, cell: (row) => <TypeCell account={row} /> },
  countries: {
    id: 'countries',
    header: columnNames.countries,
    width: 190,
    cell: (row) => <CountriesCell account={row} />,
  },
  status: {
    id: 'status',
    header: columnNames.status,
    sortable: true,
    width: 200,
    cell: (row) => <StatusCell account={row} />,
  },
  connection: {
    id: 'connection',
    header: columnNames.connection,
    width: 150,
    grow: 1,
    hideBelow: 1024,
    cell: (row) => <LoginCell account={row} />,
  },
  synced: {
    id: 'last_synced_at',
    header: columnNames.synced,
    sortable: true,
    width: 116,
    cell: (row) => <SyncedCell account={row} />,
  },
  connected: {
    id: 'connected_at',
    header: columnNames.connected,
    sortable: true,
    width: 128,
    cell: (row) => <Ago time={row.connected_at} />,
  },
};

const menu: Column<Account> = {
  id: 'menu',
  header: 'Actions',
  headerHidden: true,
  width: 48,
  align: 'end',
  cell: (row) => <RowMenu account={row} />,
};

/** The columns of a view: the name first, because it names its row, and the row's menu last. */
export const columnsOf = (keys: readonly ColumnKey[]): Column<Account>[] => [
  byKey.name,
  ...keys.filter((key) => key !== 'name').map((key) => byKey[key]),
  menu,
];
