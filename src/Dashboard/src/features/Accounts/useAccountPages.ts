import { useQueries, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { Schemas } from '@/api/client';
import { useLiveSync } from '@/shared/liveSync';
import type { Account } from '@/shared/queries';
import type { ListFilters } from './filters';
import { accountPage } from './queries';

type Page = Schemas['AccountPage'];

/**
 * The pages of the list that are in view. After a change of the filters the earlier rows stay until the first new
 * page is there. While the user is scrolled
 * down, a sync that found new accounts does not move the rows: `waiting` says how many there are, and `show` takes them in.
 */
export function useAccountPages(filters: ListFilters, isScrolled: boolean) {
  const client = useQueryClient();
  const [wanted, setWanted] = useState<readonly number[]>([0]);
  const [shown, setShown] = useState(filters);
  const { waiting, isHeld, show } = useHeldRows(isScrolled);

  const pages = [...new Set([0, ...wanted])];
  const results = useQueries({
    queries: pages.map((page) => {
      const query = accountPage(filters, page);
      const isKnown = client.getQueryData(query.queryKey) !== undefined;
      return { ...query, enabled: !isHeld || !isKnown, refetchOnWindowFocus: !isScrolled };
    }),
  });
  const first = results[0];
  const current = first?.data ? filters : shown;
  if (first?.data && shown !== filters) setShown(filters);

  const newest = Math.max(0, ...results.map((result) => result.dataUpdatedAt));
  // New data makes a new function, so that the table renders its rows.
  // oxlint-disable-next-line react/memo-dependencies, react-hooks/exhaustive-deps
  const getPage = useMemo(() => pageReader(client, current), [client, current, newest]);
  const onPages = useCallback((inView: number[]) => {
    setWanted((before) => (before.join() === inView.join() ? before : inView));
  }, []);
  const failed = results.find((result) => result.error);
  return {
    total: client.getQueryData<Page>(accountPage(current, 0).queryKey)?.total,
    getPage,
    onPages,
    /** The rows belong to the filters before these. */
    isEarlier: current !== filters,
    error: failed?.error ?? null,
    refetch: useMemo(() => () => void Promise.all(results.map((result) => result.refetch())), [results]),
    waiting,
    show,
  };
}

/** Reads pages from the cache, and each that is there once: the table asks for them with every frame of scrolling. */
function pageReader(client: QueryClient, filters: ListFilters) {
  const read = new Map<number, readonly Account[]>();
  return (page: number): readonly Account[] | undefined => {
    const known = read.get(page);
    if (known) return known;
    const rows = client.getQueryData<Page>(accountPage(filters, page).queryKey)?.accounts;
    if (rows) read.set(page, rows);
    return rows;
  };
}

/** Holds the rows back during a sync while the user is scrolled down, and after it if it found new accounts. */
function useHeldRows(isScrolled: boolean) {
  const live = useLiveSync();
  const [last, setLast] = useState(live);
  const [waiting, setWaiting] = useState(0);
  if (live !== last) {
    setLast(live);
    const created = live === null ? (last?.run?.progress.created ?? 0) : 0;
    if (created > 0 && isScrolled) setWaiting(waiting + created);
  }
  if (!isScrolled && waiting > 0) setWaiting(0);
  return {
    waiting,
    isHeld: isScrolled && (live !== null || waiting > 0),
    show: useCallback(() => setWaiting(0), []),
  };
}
