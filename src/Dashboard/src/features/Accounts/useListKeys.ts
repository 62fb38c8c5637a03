import { useState, type RefObject } from 'react';
import { between, rowAt } from '@/shared/DataTable/selection';
import { startSync } from '@/shared/liveSync';
import type { Account } from '@/shared/queries';
import { useShortcut } from '@/shared/shortcuts';
import { toast } from '@/ui/toast';
import { toProblem } from '@/api/problems';
import { changeAccounts } from './actions';

interface List {
  /** The filters: other filters have no active row yet. */
  readonly key: string;
  readonly region: RefObject<HTMLElement | null>;
  readonly total: number;
  readonly getPage: (page: number) => readonly Account[] | undefined;
  readonly chosen: ReadonlyMap<string, Account>;
  readonly ids: ReadonlySet<string>;
  readonly choose: (ids: ReadonlySet<string>) => void;
  readonly clear: () => void;
  readonly open: (account: Account) => void;
  readonly toggleExpanded: (account: Account) => void;
  readonly search: string | undefined;
  readonly clearSearch: () => void;
}

const syncAll = () =>
  startSync().catch((error: unknown) =>
    toast({ title: 'The sync could not be started', description: toProblem(error).message, tone: 'bad' }),
  );

/** The keys of the list. The active row is the one that j and k move, and that x, e, Enter and the full stop act on. */
export function useListKeys(list: List): number | undefined {
  const [active, setActive] = useState<number>();
  const [anchor, setAnchor] = useState<number>();
  const [seen, setSeen] = useState(list.key);
  if (seen !== list.key) {
    setSeen(list.key);
    setActive(undefined);
    setAnchor(undefined);
  }
  const last = list.total - 1;
  const current = active === undefined || last < 0 ? undefined : Math.min(active, last);
  const row = current === undefined ? undefined : rowAt(list.getPage, current);
  const move = (to: number) => {
    if (last >= 0) setActive(Math.min(Math.max(to, 0), last));
  };
  const onRow = (act: (account: Account) => void) => () => row && act(row);
  const select = (indexes: readonly number[], isOn: boolean) => {
    const next = new Set(list.ids);
    for (const index of indexes) {
      const id = rowAt(list.getPage, index)?.id;
      if (id && isOn) next.add(id);
      else if (id) next.delete(id);
    }
    list.choose(next);
  };
  const toggle = ({ id }: Account) => {
    if (current === undefined) return;
    select([current], !list.ids.has(id));
    setAnchor(current);
  };
  const range = () => {
    if (current === undefined) return;
    select(between(anchor ?? current, current), true);
    setAnchor(current);
  };
  const escape = () => {
    if (list.ids.size > 0) list.clear();
    else if (list.search) list.clearSearch();
  };
  const openMenu = () =>
    list.region.current?.querySelector<HTMLElement>(`[data-index="${current}"] [data-row-menu]`)?.click();

  useShortcut('j', 'Next row', () => move((current ?? -1) + 1));
  useShortcut('k', 'Previous row', () => move((current ?? 0) - 1));
  useShortcut('x', 'Select the row', onRow(toggle));
  useShortcut('Shift+x', 'Select up to the row', range);
  useShortcut('Enter', 'Open the row', onRow(list.open));
  useShortcut('e', 'Show Amazon’s reasons', onRow(list.toggleExpanded));
  useShortcut('.', 'Actions of the row', openMenu);
  useShortcut('s', list.ids.size > 0 ? 'Sync the selection' : 'Sync everything', () =>
    list.ids.size > 0 ? void changeAccounts('sync', [...list.chosen.values()]) : void syncAll(),
  );
  useShortcut('Escape', 'Clear the selection, then the search', escape);
  return current;
}
