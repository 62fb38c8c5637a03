import type { Facet } from '@/shared/FilterBar/types';
import { countryName } from '@/shared/countries';
import { Flag } from '@/shared/Country';
import type { Connection, Summary } from '@/shared/queries';
import { statusLabel } from '@/shared/statuses';
import { accountTypeName, count, loginName } from '@/shared/texts';
import { statuses, types, type AccountsSearch } from './search';

type Change = (changes: AccountsSearch) => void;

const orNone = <T,>(values: readonly T[]) => (values.length > 0 ? [...values] : undefined);

/** The filters with their counts. Counts are of all accounts, not of the filtered ones. */
export function facetsOf(
  search: AccountsSearch,
  summary: Summary | undefined,
  logins: readonly Connection[],
  change: Change,
): Facet[] {
  const countries = summary?.by_country ?? [];
  const unlisted = (search.country ?? []).filter((code) => !countries.some((country) => country.code === code));
  return [
    {
      key: 'status',
      label: 'Status',
      options: statuses.map((status) => ({
        value: status,
        label: statusLabel(status),
        count: summary && count(summary.by_status[status]),
      })),
      value: search.status ?? [],
      onChange: (values) => change({ status: orNone(statuses.filter((status) => values.includes(status))) }),
    },
    {
      key: 'type',
      label: 'Type',
      options: types.map((type) => ({
        value: type,
        label: accountTypeName[type],
        count: summary && count(summary.by_type[type]),
      })),
      value: search.type ?? [],
      onChange: (values) => change({ type: orNone(types.filter((type) => values.includes(type))) }),
    },
    {
      key: 'country',
      label: 'Country',
      options: [...countries, ...unlisted.map((code) => ({ code, count: 0 }))].map((country) => ({
        value: country.code,
        label: countryName(country.code),
        keywords: country.code,
        icon: <Flag code={country.code} />,
        count: count(country.count),
      })),
      value: search.country ?? [],
      onChange: (values) => change({ country: orNone(values) }),
    },
    {
      key: 'connection',
      label: 'Login',
      options: logins.map((login) => ({
        value: login.id,
        label: loginName(login),
        count: summary && count(summary.by_connection.find(({ id }) => id === login.id)?.count ?? 0),
      })),
      value: search.connection ?? [],
      onChange: (values) => change({ connection: orNone(values) }),
    },
  ];
}
