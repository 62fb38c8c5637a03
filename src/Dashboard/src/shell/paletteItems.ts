import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, value } from '@/api/client';
import { connectNew, reconnect } from '@/shared/connect';
import { startSync } from '@/shared/liveSync';
import { connections } from '@/shared/queries';
import { useOfferedActions } from '@/shared/offeredActions';
import { savedViews } from '@/shared/savedViews';
import { parseSearch } from '@/shared/search';
import { loginName } from '@/shared/texts';
import { undoLatest, useUndo } from '@/shared/undo';
import { navigation } from './pages';

export interface PaletteItem {
  readonly id: string;
  readonly group: 'Accounts' | 'Pages' | 'Actions' | 'Saved views';
  readonly label: string;
  /** A second, smaller text; the search matches it too. */
  readonly detail?: string;
  /** A page to open, or something to do. */
  readonly action: { readonly to: string; readonly search?: Record<string, string> } | { readonly run: () => unknown };
}

const matches = (item: PaletteItem, words: readonly string[]) => {
  const content = `${item.label} ${item.detail ?? ''}`.toLowerCase();
  return words.every((word) => content.includes(word));
};

/** Accounts from the server, and the pages and actions that match every word. */
export function usePaletteItems(input: string): { items: PaletteItem[]; isSearching: boolean } {
  const term = useSettled(input.trim(), 150);
  const accounts = useQuery({
    queryKey: ['accounts', 'palette', term],
    queryFn: ({ signal }) =>
      value(api.GET('/api/v1/accounts', { params: { query: { search: term, page_size: 8 } }, signal })),
    enabled: term.length > 0,
  });
  const local = useLocalItems();
  const words = input.toLowerCase().split(/\s+/).filter(Boolean);
  const found = (accounts.data?.accounts ?? []).map((account): PaletteItem => ({
    id: account.id,
    group: 'Accounts',
    label: account.account_name,
    detail: account.amazon_account_id,
    action: { to: `/accounts/${account.id}` },
  }));
  return {
    items: [...(term ? found : []), ...local.filter((item) => matches(item, words))],
    isSearching: accounts.isFetching || term !== input.trim(),
  };
}

function useLocalItems(): PaletteItem[] {
  const { data: logins = [] } = useQuery(connections);
  const undo = useUndo();
  const offered = useOfferedActions();
  const run = (label: string, action: () => unknown): PaletteItem => ({
    id: label,
    group: 'Actions',
    label,
    action: { run: action },
  });
  return [
    ...offered.map((action) => run(action.label, action.run)),
    ...(undo ? [run(`Undo: ${undo.label}`, undoLatest)] : []),
    ...navigation.map(({ to, label, key }): PaletteItem => ({
      id: to,
      group: 'Pages',
      label,
      detail: `g ${key}`,
      action: { to },
    })),
    ...savedViews().map(({ name, search }): PaletteItem => ({
      id: `view ${name}`,
      group: 'Saved views',
      label: name,
      action: { to: '/accounts', search: parseSearch(search) },
    })),
    run('Sync everything now', () => startSync()),
    ...logins
      .filter((login) => login.status !== 'revoked')
      .map((login) => run(`Reconnect ${loginName(login)}`, () => reconnect(login))),
    run('Connect Amazon: North America', () => connectNew('NA')),
    run('Connect Amazon: Europe', () => connectNew('EU')),
    run('Connect Amazon: Far East', () => connectNew('FE')),
    run('Copy link to this view', () => navigator.clipboard.writeText(location.href)),
  ];
}

/** The value once it has not changed for some milliseconds. */
function useSettled(current: string, delay: number): string {
  const [settled, setSettled] = useState(current);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(current), delay);
    return () => clearTimeout(timer);
  }, [current, delay]);
  return settled;
}
