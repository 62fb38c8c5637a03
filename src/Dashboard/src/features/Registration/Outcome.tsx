import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Ago } from '@/shared/Ago';
import { CopyId } from '@/shared/CopyId';
import { countryName } from '@/shared/countries';
import { Flag } from '@/shared/Country';
import { StatusBadge } from '@/shared/StatusBadge';
import { meaningOf } from '@/shared/errorTexts';
import { startSync } from '@/shared/liveSync';
import { marketplaceName } from '@/shared/marketplaces';
import type { Status } from '@/shared/statuses';
import { Button, buttonVariants } from '@/ui/button';
import { Card } from '@/ui/card';
import { reasonsOf } from './progress';
import { storedAccount } from './queries';
import type { Registration } from './request';

const statuses: Record<string, Status> = {
  PENDING: { label: 'Pending', tone: 'info', icon: 'running', text: 'Usually minutes, sometimes days.' },
  CREATED: { label: 'Created', tone: 'ok', icon: 'ok', text: 'The account exists at Amazon.' },
  DISABLED: { label: 'Disabled', tone: 'bad', icon: 'frozen', text: 'Amazon did not approve the account.' },
  FAILED: { label: 'Failed', tone: 'bad', icon: 'invalid', text: 'No account was opened, or it is not known.' },
};

const unknown = (status: string): Status => ({
  label: status,
  tone: 'off',
  icon: 'off',
  text: 'This version of the page does not know this status.',
});

/** The service's messages speak of members of its response; here the reasons stand below. */
function sentenceOf({ status, error_code, message }: Registration): string {
  if (status === 'DISABLED') return 'Amazon did not approve the account.';
  return error_code === 'registration.refused' ? 'Amazon refused the registration.' : message;
}

/** What has become of a registration so far. */
export function Outcome({ registration }: { registration: Registration }) {
  const { status } = registration;
  const reasons = reasonsOf(registration);
  return (
    <Card className="flex max-w-2xl flex-col gap-4 p-4 md:p-6">
      <div className="flex flex-wrap items-center gap-3">
        <StatusBadge status={statuses[status] ?? unknown(status)} />
        <p className="font-medium">{sentenceOf(registration)}</p>
      </div>
      {status === 'PENDING' && (
        <p className="text-muted-foreground">
          Usually minutes, sometimes days. You can leave this page: the registration goes on, and its address shows it
          again.
        </p>
      )}
      {reasons.length > 0 && (
        <ul className="flex flex-col gap-3">
          {reasons.map(({ country, message: reason, code }, i) => (
            <li key={`${country} ${i}`} className="rounded-md bg-bad-back p-3 text-bad">
              <p className="flex items-center gap-1.5 font-medium">
                <Flag code={country} />
                {countryName(country)}
              </p>
              <p className="mt-1">{reason ? `Amazon says: “${reason}”` : 'Amazon gives no reason.'}</p>
              <p className="mt-1 flex flex-wrap items-center gap-x-2">
                {meaningOf(code ?? undefined)}
                {code && <CopyId whole id={code} label="code" />}
              </p>
            </li>
          ))}
        </ul>
      )}
      {status === 'CREATED' && <Account amazonId={registration.amazon_account_id} />}
      <Facts registration={registration} />
    </Card>
  );
}

/** The account is stored by a sync; until then there is nothing to open. */
function Account({ amazonId }: { amazonId: string | null }) {
  const { data: account, isFetching, refetch } = useQuery(storedAccount(amazonId));
  if (account) {
    return (
      <Link to="/accounts/$id" params={{ id: account.id }} className={buttonVariants({ variant: 'primary' })}>
        Open the account
      </Link>
    );
  }
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-2 text-muted-foreground">
      The next sync shows it here.
      <Button busy={isFetching} onClick={() => void startSync().then(() => refetch())}>
        Sync now
      </Button>
    </p>
  );
}

function Facts({ registration }: { registration: Registration }) {
  const { marketplace_id, advertiser_id, association, amazon_account_id, api_status, error_code } = registration;
  return (
    <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 border-t pt-4 text-sm">
      <Fact name="Country">{marketplaceName(marketplace_id)}</Fact>
      <Fact name={association === 'seller' ? 'Seller' : 'Vendor'}>
        <CopyId whole id={advertiser_id} label="advertiser id" />
      </Fact>
      {amazon_account_id && (
        <Fact name="Account id">
          <CopyId whole id={amazon_account_id} label="account id" />
        </Fact>
      )}
      {api_status && <Fact name="Amazon’s status">{api_status}</Fact>}
      {error_code && (
        <Fact name="Code">
          <code className="font-mono text-xs">{error_code}</code>
        </Fact>
      )}
      <Fact name="Requested">
        <Ago time={registration.created_at} />
      </Fact>
      {registration.completed_at && (
        <Fact name="Ended">
          <Ago time={registration.completed_at} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="flex min-h-6 items-center text-muted-foreground">{name}</dt>
      <dd className="flex min-h-6 min-w-0 items-center">{children}</dd>
    </>
  );
}
