import { useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useMemo, useRef, type UIEvent } from 'react';
import { DataTable } from '@/shared/DataTable/DataTable';
import { ProblemCard } from '@/shared/ProblemCard';
import type { Account } from '@/shared/queries';
import { counted } from '@/shared/texts';
import { Button } from '@/ui/button';
import { AccountCard } from './AccountCard';
import { columnsOf, usualColumns } from './columns';
import { density, rowHeights } from '@/shared/density';
import { useStore } from '@/shared/store';
import { EmptyList } from './EmptyList';
import { hasFilters } from './filters';
import type { AccountsSearch } from './search';
import type { AccountList } from './useAccountList';
import { useExpanded } from './useExpanded';
import { useListKeys } from './useListKeys';

/** Loads with the first row that is opened. */
const AmazonErrors = lazy(() => import('./AmazonErrors').then((part) => ({ default: part.AmazonErrors })));

/** Loads with the first selection. */
const BulkBar = lazy(() => import('./BulkBar').then((part) => ({ default: part.BulkBar })));

const rowId = ({ id }: Account) => id;
const rowLabel = ({ account_name }: Account) => account_name;

export function AccountsTable({
  search,
  list,
  change,
  clear,
}: {
  search: AccountsSearch;
  list: AccountList;
  change: (changes: AccountsSearch, replace?: boolean) => void;
  clear: () => void;
}) {
  const region = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  // oxlint-disable-next-line no-underscore-dangle -- the router's name for the place in the history
  const place = useRouterState({ select: ({ location }) => location.state.__TSR_index });
  const rows = useStore(density);
  const columns = useMemo(() => columnsOf(search.cols ?? usualColumns), [search.cols]);
  const { expanded, toggle } = useExpanded();
  const open = useCallback(({ id }: Account) => void navigate({ to: '/accounts/$id', params: { id } }), [navigate]);
  const active = useListKeys({
    ...list,
    region,
    total: list.total ?? 0,
    open,
    toggleExpanded: ({ id }) => toggle(id),
    search: search.q,
    clearSearch: () => change({ q: undefined }),
  });
  const { setScrolled } = list;
  const scrolled = useCallback((event: UIEvent) => setScrolled((event.target as Element).scrollTop > 0), [setScrolled]);
  const showNew = () => {
    region.current?.querySelector('section')?.scrollTo({ top: 0 });
    list.show();
  };

  if (list.error && list.total === undefined) return <ProblemCard error={list.error} onRetry={list.refetch} />;
  return (
    <div ref={region} onScrollCapture={scrolled} className="flex flex-col gap-4">
      {list.error && <ProblemCard error={list.error} onRetry={list.refetch} />}
      <div aria-busy={list.isEarlier}>
        <DataTable
          caption="Accounts"
          columns={columns}
          total={list.total}
          getPage={list.getPage}
          onPages={list.onPages}
          rowId={rowId}
          rowLabel={rowLabel}
          rowHeight={rowHeights[rows]}
          sort={search.sort ?? 'name'}
          onSort={(sort) => change({ sort: sort === 'name' ? undefined : (sort as AccountsSearch['sort']) })}
          selection={list.ids}
          onSelection={list.choose}
          onOpen={open}
          activeRow={active}
          expanded={expanded}
          renderExpanded={(account) => (
            <Suspense>
              <AmazonErrors account={account} />
            </Suspense>
          )}
          emptyState={<EmptyList isFiltered={hasFilters(search)} onClear={clear} />}
          view={search.view ?? 'table'}
          renderCard={(account, checkbox) => <AccountCard account={account} checkbox={checkbox} />}
          scrollKey={`${place} ${list.key}`}
          aside={
            list.waiting > 0 && (
              <Button variant="link" size="inline" onClick={showNew}>
                {counted(list.waiting, 'new account')} · Show
              </Button>
            )
          }
          className="max-h-[max(22rem,calc(100dvh-18.5rem))]"
        />
      </div>
      <Suspense>
        {list.ids.size > 0 && (
          <BulkBar
            chosen={list.chosen}
            total={list.total ?? 0}
            isCollecting={list.isCollecting}
            onChooseAll={() => void list.chooseAll(list.total ?? 0)}
            onClear={list.clear}
          />
        )}
      </Suspense>
    </div>
  );
}
