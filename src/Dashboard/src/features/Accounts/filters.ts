import type { operations } from '@/api/schema';
import type { AccountsSearch } from './search';

export type ListQuery = NonNullable<operations['ListAccounts']['parameters']['query']>;

/** What decides which accounts are listed, and in which order. How they are shown is no part of it. */
export type ListFilters = Pick<
  AccountsSearch,
  'q' | 'status' | 'type' | 'country' | 'connection' | 'errors' | 'tag' | 'sort'
>;

const filterKeys = ['q', 'status', 'type', 'country', 'connection', 'errors', 'tag'] as const;

/** The filters of a view, with the same keys in the same order, so that equal filters share their pages. */
export const filtersOf = ({
  q,
  status,
  type,
  country,
  connection,
  errors,
  tag,
  sort,
}: AccountsSearch): ListFilters => ({
  q,
  status,
  type,
  country,
  connection,
  errors,
  tag,
  sort,
});

export const hasFilters = (search: AccountsSearch) => filterKeys.some((key) => search[key] !== undefined);

/** What a view keeps after `Clear all`: order, columns and the like. */
export const withoutFilters = (search: AccountsSearch): AccountsSearch => ({
  ...search,
  ...Object.fromEntries(filterKeys.map((key) => [key, undefined])),
});

/** The query of the list of accounts: filters combine with AND, the values of one filter with OR. */
export function listQuery(filters: ListFilters): ListQuery {
  const sort = filters.sort?.replace('-', '') as ListQuery['sort'];
  return {
    search: filters.q,
    status: filters.status,
    account_type: filters.type,
    country_code: filters.country,
    connection_id: filters.connection,
    has_errors: filters.errors ? true : undefined,
    tag: filters.tag,
    sort,
    order: filters.sort?.startsWith('-') ? 'desc' : sort && 'asc',
  };
}
