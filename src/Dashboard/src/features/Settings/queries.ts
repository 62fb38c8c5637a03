import { queryOptions, useMutation } from '@tanstack/react-query';
import { api, value } from '@/api/client';
import { announce } from '@/shared/announce';
import { preferences, queryClient, type Preferences } from '@/shared/queries';
import { offerUndo } from '@/shared/undo';

export type Change = Partial<Preferences>;

/** The members of `values` that a change names. */
export const membersOf = (change: Change, values: Preferences): Change =>
  Object.fromEntries(Object.keys(change).map((name) => [name, values[name as keyof Preferences]]));

function show(change: Change) {
  queryClient.setQueryData(preferences.queryKey, (now) => now && { ...now, ...change });
}

const patch = (change: Change) =>
  value(api.PATCH('/api/v1/settings', { body: { preferences: change }, params: {} })).then(
    (saved) => saved.preferences,
  );

/** Saves each change at once. It is shown before it is saved, and taken back if the service refuses it. */
export const useSave = () =>
  useMutation({
    // Changes are sent one after the other, so that the last one wins.
    scope: { id: 'settings' },
    mutationFn: patch,
    onMutate: async (change: Change) => {
      await queryClient.cancelQueries({ queryKey: preferences.queryKey });
      const shown = queryClient.getQueryData(preferences.queryKey);
      show(change);
      return shown && membersOf(change, shown);
    },
    onError: (_, __, before) => {
      if (before) show(before);
      announce('Not saved.');
    },
    onSuccess: (saved, change) => {
      show(membersOf(change, saved));
      announce('Saved.');
    },
  });

/** Gives every preference its default, and offers to bring the earlier ones back. */
export const useReset = () =>
  useMutation({
    scope: { id: 'settings' },
    mutationFn: () => value(api.POST('/api/v1/settings/reset', { params: {} })),
    onMutate: () => queryClient.getQueryData(preferences.queryKey),
    onSuccess: (saved, _, before) => {
      show(saved.preferences);
      if (!before) return;
      offerUndo('Reset the settings', async () => show(await patch(before)));
    },
  });

export const accountsNamed = (term: string) =>
  queryOptions({
    queryKey: ['accounts', 'choice', term],
    queryFn: async ({ signal }) => {
      const query = { search: term || undefined, page_size: 20 };
      return (await value(api.GET('/api/v1/accounts', { params: { query }, signal }))).accounts;
    },
    placeholderData: (before) => before,
  });

export const accountName = (id: string | null) =>
  queryOptions({
    queryKey: ['account', id, 'name'],
    queryFn: async ({ signal }) =>
      (await value(api.GET('/api/v1/accounts/{id}', { params: { path: { id: id ?? '' } }, signal }))).account_name,
    enabled: id !== null,
  });
