import type { Schemas } from '@/api/client';
import { queryClient, type Account } from '@/shared/queries';
import { listKey } from './queries';

type Page = Schemas['AccountPage'];

/** Every row that the page has read, by id. */
export function knownRows(): Map<string, Account> {
  const pages = queryClient.getQueriesData<Page>({ queryKey: listKey });
  return new Map(pages.flatMap(([, page]) => page?.accounts ?? []).map((row) => [row.id, row]));
}

type Change = (row: Account) => Account;

/** Changes rows at once, in every list and on the account's own page, before or instead of a new read. */
export function patchRows(ids: ReadonlySet<string>, change: Change) {
  queryClient.setQueriesData<Page>({ queryKey: listKey }, (page) =>
    page?.accounts.some((row) => ids.has(row.id))
      ? { ...page, accounts: page.accounts.map((row) => (ids.has(row.id) ? change(row) : row)) }
      : page,
  );
  for (const id of ids) {
    queryClient.setQueryData<Schemas['AccountDetails']>(['account', id, 'details'], (details) => {
      if (!details) return details;
      const { status: _, ...row } = change({ ...details, status: details.account_status });
      return { ...details, ...row };
    });
  }
}

/** Puts rows back as they were. */
export function restoreRows(before: ReadonlyMap<string, Account>, ids: Iterable<string>) {
  const known = new Set([...ids].filter((id) => before.has(id)));
  patchRows(known, (row) => {
    const earlier = before.get(row.id);
    return earlier
      ? { ...row, account_status: earlier.account_status, is_default: earlier.is_default, status: earlier.status }
      : row;
  });
}
