import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback } from 'react';
import { FilterBar } from '@/shared/FilterBar/FilterBar';
import { Page } from '@/shared/Page';
import { connections, summary } from '@/shared/queries';
import { stringifySearch } from '@/shared/search';
import { count, counted } from '@/shared/texts';
import { useAnnounced } from '@/shared/useAnnounced';
import { AccountsTable } from './AccountsTable';
import { useFailedBatch } from './batchJobs';
import { FirstRun } from './EmptyList';
import { facetsOf } from './facets';
import { withoutFilters } from './filters';
import { SavedViews } from './SavedViews';
import type { AccountsSearch } from './search';
import { SummaryChips } from './SummaryChips';
import { useAccountList } from './useAccountList';
import { ViewTools } from './ViewTools';

const FailedBatchCard = lazy(() => import('./FailedBatchCard').then((part) => ({ default: part.FailedBatchCard })));

/** Which accounts are there, and which are broken? */
export default function AccountsPage() {
  const search = useSearch({ from: '/accounts' });
  const navigate = useNavigate({ from: '/accounts' });
  const change = useCallback(
    (changes: AccountsSearch, replace = false) =>
      void navigate({ search: (before) => ({ ...before, ...changes }), replace, resetScroll: false }),
    [navigate],
  );
  const clear = useCallback(
    () => void navigate({ search: (before) => withoutFilters(before), resetScroll: false }),
    [navigate],
  );

  const totals = useQuery(summary);
  const { data: logins } = useQuery(connections);
  const list = useAccountList(search);
  const failed = useFailedBatch();
  const isFirstRun = totals.data?.total === 0 && logins?.length === 0;
  useAnnounced(list.isEarlier || list.total === undefined ? null : `${counted(list.total, 'account')} listed.`);

  return (
    <Page
      title="Accounts"
      heading={
        <>
          Accounts
          {totals.data && (
            <span className="ms-2 font-normal text-muted-foreground tabular-nums">{count(totals.data.total)}</span>
          )}
        </>
      }
      ready={list.isReady || isFirstRun}
    >
      {isFirstRun ? (
        <FirstRun />
      ) : (
        <>
          <SummaryChips summary={totals.data} search={search} onChoose={change} />
          <FilterBar
            search={{
              label: 'Search name or id',
              value: search.q ?? '',
              onChange: (q) => change({ q: q || undefined }, true),
            }}
            facets={facetsOf(search, totals.data, logins ?? [], change)}
            extra={[
              ...(search.errors
                ? [{ label: 'With errors from Amazon', onRemove: () => change({ errors: undefined }) }]
                : []),
              ...(search.tag ? [{ label: `Tag ${search.tag}`, onRemove: () => change({ tag: undefined }) }] : []),
            ]}
            onClear={clear}
            tools={<ViewTools search={search} change={change} />}
            views={<SavedViews current={stringifySearch({ ...search, open: undefined })} />}
          />
          <Suspense>{failed && <FailedBatchCard batch={failed} />}</Suspense>
          <AccountsTable {...{ search, list, change, clear }} />
        </>
      )}
    </Page>
  );
}
