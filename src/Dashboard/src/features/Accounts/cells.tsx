import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Star } from 'lucide-react';
import { Ago } from '@/shared/Ago';
import { Country } from '@/shared/Country';
import { CopyId } from '@/shared/CopyId';
import { connections, type Account } from '@/shared/queries';
import { accountTypeName, loginName } from '@/shared/texts';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Popover } from '@/ui/popover';
import { Spinner } from '@/ui/spinner';
import { Tooltip } from '@/ui/tooltip';
import { useIsSyncing } from './actions';

interface CellProps {
  account: Account;
}

/** The default account is marked by a star and by its name for screen readers. */
export function DefaultStar() {
  return (
    <span className="inline-flex shrink-0 text-warn" title="Default account">
      <Star aria-hidden size={14} fill="currentColor" />
      <span className="sr-only">Default account</span>
    </span>
  );
}

export function NameLink({ account }: CellProps) {
  return (
    <Link
      to="/accounts/$id"
      params={{ id: account.id }}
      title={account.account_name}
      className="min-w-0 truncate font-medium underline-offset-4 hover:underline"
    >
      <bdi>{account.account_name}</bdi>
    </Link>
  );
}

export function NameCell({ account }: CellProps) {
  return (
    <span className="flex w-full min-w-0 items-center gap-2">
      <NameLink account={account} />
      {account.is_default && <DefaultStar />}
      <span className="ms-auto shrink-0 font-normal max-lg:hidden">
        <CopyId id={account.amazon_account_id} label={`id of ${account.account_name}`} />
      </span>
    </span>
  );
}

export function TypeCell({ account }: CellProps) {
  return (
    <Badge tone="off" icon={null}>
      {accountTypeName[account.account_type]}
    </Badge>
  );
}

const countriesShown = 3;

export const countriesOf = ({ metadata }: Account): readonly string[] =>
  metadata.country_codes?.length ? metadata.country_codes : metadata.country_code ? [metadata.country_code] : [];

/** Up to three countries; the others in a popover with their names. */
export function CountriesCell({ account }: CellProps) {
  const codes = countriesOf(account);
  if (codes.length === 0) return <span className="text-muted-foreground">none</span>;
  const others = codes.length - countriesShown;
  return (
    <span className="flex min-w-0 items-center gap-2 text-sm">
      {codes.slice(0, countriesShown).map((code) => (
        <Country key={code} code={code} />
      ))}
      {others > 0 && (
        <Popover
          title={`${codes.length} countries`}
          className="w-56 p-4"
          trigger={
            <Button variant="ghost" size="icon-sm" aria-label={`${others} more countries of ${account.account_name}`}>
              +{others}
            </Button>
          }
        >
          <ul className="flex max-h-64 flex-col gap-1 overflow-y-auto">
            {codes.map((code) => (
              <li key={code}>
                <Country code={code} full />
              </li>
            ))}
          </ul>
        </Popover>
      )}
    </span>
  );
}

export function LoginCell({ account }: CellProps) {
  const { data: logins } = useQuery(connections);
  const login = logins?.find(({ id }) => id === account.connection_id);
  if (!login) return <span className="text-muted-foreground">{logins ? 'none' : ''}</span>;
  return (
    <Link
      to="/connections/$id"
      params={{ id: login.id }}
      className="min-w-0 truncate text-muted-foreground underline-offset-4 hover:underline"
    >
      <bdi>{loginName(login)}</bdi>
    </Link>
  );
}

/** The age of the data; beside it, that a sync of this account is under way. The last result stays until the sync ends. */
export function SyncedCell({ account }: CellProps) {
  const isSyncing = useIsSyncing(account.id);
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-sm text-muted-foreground">
      <Ago time={account.last_synced_at} never="Never synced" />
      {isSyncing && (
        <Tooltip text="Syncing">
          <span className="inline-flex">
            <Spinner className="size-3!" />
            <span className="sr-only">Syncing</span>
          </span>
        </Tooltip>
      )}
    </span>
  );
}
