import { useMemo, useState } from 'react';
import { filtersOf, type ListFilters } from './filters';
import type { AccountsSearch } from './search';
import { useAccountPages } from './useAccountPages';
import { useChosen } from './useChosen';

/** The rows of a view, and which of them are chosen. */
export function useAccountList(search: AccountsSearch) {
  const [isScrolled, setScrolled] = useState(false);
  const key = JSON.stringify(filtersOf(search));
  // The search is a new object after each navigation; the filters change only with their values.
  const filters = useMemo(() => JSON.parse(key) as ListFilters, [key]);
  const pages = useAccountPages(filters, isScrolled);
  const selection = useChosen(filters);
  return { ...pages, ...selection, key, setScrolled, isReady: pages.total !== undefined || pages.error !== null };
}

export type AccountList = ReturnType<typeof useAccountList>;
