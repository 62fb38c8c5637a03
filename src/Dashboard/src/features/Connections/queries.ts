import { queryOptions } from '@tanstack/react-query';
import { api, value } from '@/api/client';
import { toProblem } from '@/api/problems';
import { connections, queryClient, refreshEverything, type Connection } from '@/shared/queries';
import { loginName } from '@/shared/texts';
import { offerUndo } from '@/shared/undo';
import { toast } from '@/ui/toast';

const entriesShown = 10;

/** The newest audit entries of one login. */
export const auditOf = (id: string) =>
  queryOptions({
    queryKey: ['audit', 'connection', id],
    queryFn: ({ signal }) =>
      value(api.GET('/api/v1/auth/audit', { params: { query: { target_id: id, limit: entriesShown } }, signal })),
  });

type Change = Partial<Pick<Connection, 'label' | 'auto_refresh'>>;

function show(values: Change, applies: (connection: Connection) => boolean) {
  queryClient.setQueryData(connections.queryKey, (known) =>
    known?.map((connection) => (applies(connection) ? { ...connection, ...values } : connection)),
  );
}

/** Shows a change at once, and what the service has if it refuses. */
async function change(values: Change, applies: (connection: Connection) => boolean, call: () => Promise<unknown>) {
  await queryClient.cancelQueries(connections);
  show(values, applies);
  try {
    await call();
  } finally {
    await queryClient.invalidateQueries(connections);
    void queryClient.invalidateQueries({ queryKey: ['audit'] });
  }
}

/** Does what the user asked for; a refusal becomes a notification. */
async function attempt(failure: string, act: () => Promise<void>) {
  try {
    await act();
  } catch (error) {
    toast({ title: failure, description: toProblem(error).message, tone: 'bad' });
  }
}

const saveLabel = (id: string, label: string | null) =>
  change(
    { label },
    (connection) => connection.id === id,
    () => value(api.PATCH('/api/v1/auth/connections/{id}', { params: { path: { id } }, body: { label } })),
  );

/** Renames a login; an empty label removes its name. */
export function rename(connection: Connection, label: string | null) {
  return attempt(`“${loginName(connection)}” keeps its name`, async () => {
    await saveLabel(connection.id, label);
    offerUndo(`Renamed to “${loginName({ ...connection, label })}”`, () => saveLabel(connection.id, connection.label));
  });
}

const saveAutoRefresh = (enabled: boolean) =>
  change(
    { auto_refresh: enabled },
    ({ status }) => status !== 'revoked',
    () => value(api.POST('/api/v1/auth/auto-refresh', { body: { enabled }, params: {} })),
  );

/** Turns automatic refresh on or off, for every login. */
export function setAutoRefresh(enabled: boolean) {
  return attempt('Automatic refresh stays as it is', async () => {
    await saveAutoRefresh(enabled);
    offerUndo(`Automatic refresh is ${enabled ? 'on' : 'off'}`, () => saveAutoRefresh(!enabled));
  });
}

/** Refreshes a login's access. The service gives the last result again if it is younger than half a minute. */
export async function refreshNow({ id, refresh_count: before }: Connection): Promise<{ isNew: boolean }> {
  const path = { id };
  try {
    const refreshed = await value(api.POST('/api/v1/auth/connections/{id}/refresh', { params: { path } }));
    return { isNew: refreshed.refresh_count > before };
  } finally {
    void queryClient.invalidateQueries(connections);
    void queryClient.invalidateQueries({ queryKey: ['audit'] });
  }
}

/** Removes a login; the service lists it no more. */
export async function disconnect({ id }: Connection): Promise<void> {
  await value(api.DELETE('/api/v1/auth/connections/{id}', { params: { path: { id } } }));
  queryClient.setQueryData(connections.queryKey, (known) => known?.filter((connection) => connection.id !== id));
  void refreshEverything();
}
