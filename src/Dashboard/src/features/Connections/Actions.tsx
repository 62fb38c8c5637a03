import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { toProblem } from '@/api/problems';
import { announce } from '@/shared/announce';
import { reconnect } from '@/shared/connect';
import { startSync, useLiveSync } from '@/shared/liveSync';
import type { Connection } from '@/shared/queries';
import { counted, loginName } from '@/shared/texts';
import { useRetryAfter } from '@/shared/useRetryAfter';
import { AlertDialog } from '@/ui/alert-dialog';
import { Button } from '@/ui/button';
import { toast } from '@/ui/toast';
import { disconnect, refreshNow } from './queries';

/** What tells the buttons of several logins apart for those who hear them. */
function Of({ connection }: { connection: Connection }) {
  return <span className="sr-only">: {loginName(connection)}</span>;
}

/** Leaves for Amazon's consent page; it stays busy until the browser has left. */
export function ReconnectButton({ connection }: { connection: Connection }) {
  const { mutate, isPending, isSuccess } = useMutation({
    mutationFn: reconnect,
    onError: (error) =>
      toast({ title: 'Amazon could not be opened', description: toProblem(error).message, tone: 'bad' }),
  });
  const isPrimary = connection.status === 'needs_reauth';
  return (
    <Button
      variant={isPrimary ? 'primary' : 'outline'}
      busy={isPending || isSuccess}
      onClick={() => mutate(connection)}
    >
      Reconnect
      <Of connection={connection} />
    </Button>
  );
}

export function RefreshButton({ connection }: { connection: Connection }) {
  const name = loginName(connection);
  const { left, refused } = useRetryAfter();
  const { mutate, isPending } = useMutation({
    mutationFn: () => refreshNow(connection),
    onSuccess: ({ isNew }) =>
      toast(
        isNew
          ? { title: `Access of “${name}” is refreshed`, tone: 'ok' }
          : { title: `“${name}” was already refreshed`, description: 'Less than half a minute ago.', tone: 'info' },
      ),
    onError: (error) => {
      refused(error);
      toast({ title: `“${name}” could not be refreshed`, description: toProblem(error).message, tone: 'bad' });
    },
  });
  return (
    <Button busy={isPending} disabled={left > 0} onClick={() => mutate()}>
      {left > 0 ? `Refresh in ${left} s` : 'Refresh now'}
      <Of connection={connection} />
    </Button>
  );
}

export function SyncButton({ connection }: { connection: Connection }) {
  const live = useLiveSync();
  const navigate = useNavigate();
  const { left, refused } = useRetryAfter();
  const { mutate, isPending } = useMutation({
    mutationFn: () => startSync({ connection_id: connection.id }),
    onSuccess: ({ id, joined }) =>
      toast({
        title: joined ? 'A sync is already running' : `Syncing “${loginName(connection)}”`,
        action: { label: 'Show', run: () => void navigate({ to: '/sync/$id', params: { id } }) },
        tone: 'info',
      }),
    onError: (error) => {
      refused(error);
      toast({ title: 'The sync did not start', description: toProblem(error).message, tone: 'bad' });
    },
  });
  return (
    <Button busy={isPending || live !== null} disabled={left > 0} onClick={() => mutate()}>
      {left > 0 ? `Sync in ${left} s` : 'Sync this login'}
      <Of connection={connection} />
    </Button>
  );
}

/** Removing a login cannot be undone, so its name is typed. */
export function DisconnectButton({
  connection,
  accounts,
  isOpen = false,
}: {
  connection: Connection;
  accounts: number;
  isOpen?: boolean;
}) {
  const [open, setOpen] = useState(isOpen);
  const name = loginName(connection);
  const navigate = useNavigate();
  const remove = async () => {
    try {
      // The page of a removed login has nothing to show.
      await disconnect(connection);
      await navigate({ to: '/connections', replace: true });
      document.querySelector('h1')?.focus();
    } catch (error) {
      toast({ title: `“${name}” is still connected`, description: toProblem(error).message, tone: 'bad' });
      throw error;
    }
    announce(`Disconnected ${name}.`);
    toast({ title: `Disconnected “${name}”`, tone: 'ok' });
  };
  return (
    <AlertDialog
      trigger={
        <Button variant="ghost">
          Disconnect…
          <Of connection={connection} />
        </Button>
      }
      open={open}
      onOpenChange={setOpen}
      title={`Disconnect “${name}”?`}
      description={`Disconnecting “${name}” deletes its tokens and disconnects ${counted(accounts, 'account')}. Type the label to confirm.`}
      typed={name}
      confirm="Disconnect"
      onConfirm={remove}
    />
  );
}
