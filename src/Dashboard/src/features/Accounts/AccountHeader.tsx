import { Link } from '@tanstack/react-router';
import { ChevronLeft, Ellipsis, RefreshCw } from 'lucide-react';
import { Ago } from '@/shared/Ago';
import { CopyId } from '@/shared/CopyId';
import type { Account, Connection } from '@/shared/queries';
import { StatusBadge } from '@/shared/StatusBadge';
import { statusOf } from '@/shared/statuses';
import { accountTypeName, loginName } from '@/shared/texts';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Menu } from '@/ui/menu';
import { Tooltip } from '@/ui/tooltip';
import { syncAccount, useIsSyncing } from './actions';
import { DefaultStar } from './cells';
import { blockedBy, useAccountEntries } from './RowMenu';

export function Crumb() {
  return (
    <Link
      to="/accounts"
      className="inline-flex min-h-6 items-center gap-1 text-base font-medium text-muted-foreground underline-offset-4 hover:underline"
    >
      <ChevronLeft aria-hidden size={14} />
      Accounts
    </Link>
  );
}

/** Names may be of any length and direction; they wrap and never move what is beside them. */
export function AccountHeading({ account }: { account: Account }) {
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
      <Crumb />
      <span className="line-clamp-3 min-w-0 wrap-anywhere" title={account.account_name}>
        <bdi>{account.account_name}</bdi>
      </span>
      {account.is_default && (
        <span className="inline-flex items-center gap-1 text-sm font-normal text-muted-foreground">
          <DefaultStar />
          <span aria-hidden>Default</span>
        </span>
      )}
    </span>
  );
}

export function AccountActions({ account, login }: { account: Account; login: Connection | undefined }) {
  const isSyncing = useIsSyncing(account.id);
  const blocked = blockedBy(login);
  const entries = useAccountEntries(account);
  const sync = (
    <Button
      variant="primary"
      busy={isSyncing}
      aria-disabled={blocked !== null || undefined}
      onClick={() => void syncAccount(account)}
    >
      <RefreshCw aria-hidden className="size-3.5" />
      Sync now
    </Button>
  );
  return (
    <span className="flex items-center gap-2">
      {blocked ? <Tooltip text={blocked}>{sync}</Tooltip> : sync}
      <Menu
        align="end"
        items={entries.filter((entry) => !('label' in entry) || entry.label !== 'Sync now')}
        trigger={
          <Button size="icon" aria-label="More actions">
            <Ellipsis aria-hidden />
          </Button>
        }
      />
    </span>
  );
}

export function AccountFacts({
  account,
  login,
  checkedAt,
  isStale,
}: {
  account: Account;
  login: Connection | undefined;
  checkedAt: string | null;
  /** Amazon could not be asked, so what is shown is older than the page. */
  isStale: boolean;
}) {
  return (
    <div className="-mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted-foreground">
      <StatusBadge status={statusOf(account)} />
      <CopyId id={account.amazon_account_id} label="id" whole />
      <Badge icon={null}>{accountTypeName[account.account_type]}</Badge>
      {login && (
        <span className="min-w-0">
          via{' '}
          <Link
            to="/connections/$id"
            params={{ id: login.id }}
            className="font-medium text-foreground underline-offset-4 wrap-anywhere hover:underline"
          >
            {loginName(login)}
          </Link>
        </span>
      )}
      <span>
        synced <Ago time={account.last_synced_at} />
      </span>
      <span className={isStale ? 'rounded-full bg-warn-back px-2 text-warn' : undefined}>
        {isStale ? 'Amazon not reached, stored data of ' : 'checked '}
        <Ago time={isStale ? account.last_synced_at : checkedAt} />
      </span>
    </div>
  );
}
