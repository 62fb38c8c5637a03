import { flag, listMatching, listOf, oneOf, sequenceOf, text, type RawSearch } from '@/shared/search';

export const statuses = ['active', 'pending', 'suspended', 'inactive', 'disconnected', 'error'] as const;
export const types = ['advertising', 'dsp', 'amc'] as const;
export const sorts = [
  'name',
  '-name',
  'status',
  '-status',
  'last_synced_at',
  '-last_synced_at',
  'connected_at',
  '-connected_at',
] as const;
export const columns = ['name', 'type', 'countries', 'status', 'connection', 'synced', 'connected'] as const;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The whole view of the list of accounts. Defaults are left out. */
export const accountsSearch = (raw: RawSearch) => ({
  q: text(raw.q),
  status: listOf(raw.status, statuses),
  type: listOf(raw.type, types),
  country: listMatching(raw.country, /^[A-Z]{2}$/),
  connection: listMatching(raw.connection, uuid),
  errors: flag(raw.errors),
  tag: text(raw.tag),
  sort: oneOf(raw.sort, sorts, 'name'),
  view: oneOf(raw.view, ['table', 'cards'] as const),
  cols: sequenceOf(raw.cols, columns),
  open: listMatching(raw.open, uuid),
});

/** Every part is optional: what is missing has its default. */
export type AccountsSearch = Partial<ReturnType<typeof accountsSearch>>;

export const accountTabs = ['countries', 'activity', 'settings'] as const;

export const accountSearch = (raw: RawSearch) => ({ tab: oneOf(raw.tab, accountTabs, 'countries') });
