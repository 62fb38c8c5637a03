import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Copy, Ellipsis, ExternalLink, Plug, RefreshCw, Star, Unplug } from 'lucide-react';
import { announce } from '@/shared/announce';
import { connections, type Account, type Connection } from '@/shared/queries';
import { loginName } from '@/shared/texts';
import { Button } from '@/ui/button';
import { Menu, type MenuEntry } from '@/ui/menu';
import { changeAccounts, makeDefault, syncAccount } from './actions';

/** Why nothing can be asked from Amazon for an account, or null. */
export const blockedBy = (login: Connection | undefined): string | null =>
  login?.status === 'needs_reauth'
    ? `Reconnect “${loginName(login)}” first.`
    : login?.status === 'revoked'
      ? 'Its login is disconnected.'
      : null;

/** What can be done with one account, in a row, a card and on its own page. */
export function useAccountEntries(account: Account): MenuEntry[] {
  const { data: logins } = useQuery(connections);
  const blocked = blockedBy(logins?.find(({ id }) => id === account.connection_id));
  const isDisconnected = account.account_status === 'disconnected';
  const copy = async () => {
    await navigator.clipboard.writeText(account.amazon_account_id);
    announce(`Copied id of ${account.account_name}.`);
  };
  return [
    {
      label: 'Sync now',
      icon: <RefreshCw aria-hidden />,
      disabled: blocked !== null,
      description: blocked,
      onSelect: () => void syncAccount(account),
    },
    {
      label: 'Make default',
      icon: <Star aria-hidden />,
      disabled: account.is_default,
      description: account.is_default ? 'It is the default.' : undefined,
      onSelect: () => void makeDefault(account),
    },
    { label: 'Copy id', icon: <Copy aria-hidden />, onSelect: () => void copy() },
    { kind: 'separator' },
    isDisconnected
      ? {
          label: 'Reconnect',
          icon: <Plug aria-hidden />,
          onSelect: () => void changeAccounts('reconnect', [account]),
        }
      : {
          label: 'Disconnect',
          icon: <Unplug aria-hidden />,
          description: 'Syncs skip it until you reconnect it.',
          onSelect: () => void changeAccounts('disconnect', [account]),
        },
  ];
}

export function RowMenu({ account }: { account: Account }) {
  const entries = useAccountEntries(account);
  const navigate = useNavigate();
  const open = () => void navigate({ to: '/accounts/$id', params: { id: account.id } });
  return (
    <Menu
      align="end"
      items={[{ label: 'Open', icon: <ExternalLink aria-hidden />, keys: '↵', onSelect: open }, ...entries]}
      trigger={
        <Button
          variant="ghost"
          size="icon-sm"
          data-row-menu
          aria-label={`Actions for ${account.account_name}`}
          className="text-muted-foreground"
        >
          <Ellipsis aria-hidden />
        </Button>
      }
    />
  );
}
