import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { CopyId } from '@/shared/CopyId';
import { Country } from '@/shared/Country';
import { Page } from '@/shared/Page';
import { StatusBadge } from '@/shared/StatusBadge';
import { statusOf } from '@/shared/statuses';
import { Card } from '@/ui/card';
import { cn } from '@/ui/cn';
import { advertiser, forgetAdvertiser, rememberAdvertiser } from './advertisers';
import { AdvertiserSwitcher } from './AdvertiserSwitcher';
import { tabs, type AdvertiserTab } from './tabs';

/** The frame of an advertiser's pages: who it is, another one to choose, and the tabs that are turned on. */
export function AdvertiserPage({
  id,
  tab,
  ready,
  actions,
  children,
}: {
  id: string;
  tab: AdvertiserTab;
  ready: boolean;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { data: account, error } = useQuery(advertiser(id));
  const name = account?.account_name ?? `Advertiser ${id}`;
  useEffect(() => {
    if (account) rememberAdvertiser(id);
    else if (account === null) forgetAdvertiser();
  }, [account, id]);

  return (
    <Page
      title={`${name}, ${tab.label}`}
      ready={(ready || !tab.isOn) && (account !== undefined || Boolean(error))}
      heading={
        <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <Link
            to="/dsp"
            search={{ all: '1' }}
            className="inline-flex min-h-6 items-center gap-1 text-base font-medium text-muted-foreground underline-offset-4 hover:underline"
          >
            <ChevronLeft aria-hidden size={14} />
            DSP
          </Link>
          <bdi className="line-clamp-3 min-w-0 wrap-anywhere" title={name}>
            {name}
          </bdi>
          <span className="sr-only">, {tab.label}</span>
        </span>
      }
      actions={
        <span className="flex flex-wrap items-center gap-2">
          <AdvertiserSwitcher id={id} tab={tab} />
          {tab.isOn && actions}
        </span>
      }
    >
      <div className="-mt-2 flex min-h-6 flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted-foreground">
        <CopyId id={id} label="advertiser id" whole />
        {account && <StatusBadge status={statusOf(account)} />}
        {account?.metadata.country_code && <Country code={account.metadata.country_code} full />}
      </div>
      <nav aria-label="Parts of the advertiser" className="flex gap-1 overflow-x-auto border-b">
        {Object.values(tabs)
          .filter(({ isOn }) => isOn)
          .map(({ to, label }) => (
            <Link
              key={to}
              to={to}
              params={{ advertiserId: id }}
              activeOptions={{ includeSearch: false }}
              className={cn(
                'flex h-9 shrink-0 items-center border-b-2 border-transparent px-3 font-medium whitespace-nowrap text-muted-foreground',
                'hover:text-foreground focus-visible:-outline-offset-2 coarse:h-11',
              )}
              activeProps={{ className: 'border-primary! text-foreground!' }}
            >
              {label}
            </Link>
          ))}
      </nav>
      {tab.isOn ? children : <TurnedOff text={tab.whenOff} />}
    </Page>
  );
}

function TurnedOff({ text }: { text: string }) {
  return (
    <Card className="max-w-2xl p-6">
      <h2 className="text-lg font-semibold">This part is turned off</h2>
      <p className="mt-1 text-muted-foreground">{text} An administrator can turn it on.</p>
    </Card>
  );
}
