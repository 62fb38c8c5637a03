import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { announce } from '@/shared/announce';
import { pageSize } from '@/shared/DataTable/types';
import type { Account } from '@/shared/queries';
import { count } from '@/shared/texts';
import { chunksOf } from './batch';
import type { ListFilters } from './filters';
import { accountPage } from './queries';
import { knownRows } from './rows';

/** More accounts than this are not changed at once: a slip would be hard to take back. */
export const mostChosen = 2000;

const pagesAtOnce = 4;

/** The accounts chosen in the list. They stay chosen when their rows are scrolled away, and not when the filters change. */
export function useChosen(filters: ListFilters) {
  const client = useQueryClient();
  const [chosen, setChosen] = useState<ReadonlyMap<string, Account>>(new Map());
  const [isCollecting, setCollecting] = useState(false);
  const filterKey = JSON.stringify({ ...filters, sort: undefined });
  const [seen, setSeen] = useState(filterKey);
  if (seen !== filterKey) {
    setSeen(filterKey);
    if (chosen.size > 0) setChosen(new Map());
  }

  const ids = useMemo(() => new Set(chosen.keys()), [chosen]);
  const choose = useCallback((next: ReadonlySet<string>) => {
    const rows = knownRows();
    setChosen((before) => {
      const kept = [...next].flatMap((id) => rows.get(id) ?? before.get(id) ?? []).slice(0, mostChosen);
      return new Map(kept.map((row) => [row.id, row]));
    });
  }, []);
  const clear = useCallback(() => setChosen(new Map()), []);

  /** Chooses every account that matches the filters, whether its page was read or not. */
  const chooseAll = async (total: number) => {
    setCollecting(true);
    try {
      const pages = Array.from({ length: Math.ceil(total / pageSize) }, (_, page) => page);
      const rows: Account[] = [];
      for (const some of chunksOf(pages, pagesAtOnce)) {
        const read = await Promise.all(some.map((page) => client.fetchQuery(accountPage(filters, page))));
        rows.push(...read.flatMap((page) => page.accounts));
      }
      setChosen(new Map(rows.map((row) => [row.id, row])));
    } finally {
      setCollecting(false);
    }
  };

  const size = chosen.size;
  useEffect(() => {
    if (size > 0) announce(`${count(size)} selected.`);
  }, [size]);
  return { chosen, ids, choose, chooseAll, clear, isCollecting };
}
