import type { ReactNode } from 'react';
import type { Account } from '@/shared/queries';
import { StatusBadge } from '@/shared/StatusBadge';
import { statusOf } from '@/shared/statuses';
import { CountriesCell, DefaultStar, NameLink, SyncedCell, TypeCell } from './cells';
import { RowMenu } from './RowMenu';

/** An account where a table has no room. */
export function AccountCard({ account, checkbox }: { account: Account; checkbox: ReactNode }) {
  return (
    <article className="flex h-full flex-col gap-2 p-3">
      <div className="flex min-w-0 items-center gap-2.5">
        {checkbox}
        <NameLink account={account} />
        {account.is_default && <DefaultStar />}
        <span className="ms-auto">
          <RowMenu account={account} />
        </span>
      </div>
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        <StatusBadge status={statusOf(account)} />
        <SyncedCell account={account} />
      </div>
      <div className="mt-auto flex min-w-0 items-center gap-2">
        <TypeCell account={account} />
        <CountriesCell account={account} />
      </div>
    </article>
  );
}
