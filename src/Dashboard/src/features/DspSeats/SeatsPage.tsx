import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Copy } from 'lucide-react';
import { announce } from '@/shared/announce';
import { AdvertiserPage } from '@/shared/Dsp/AdvertiserPage';
import { hasSeats } from '@/shared/Dsp/features';
import { tabs } from '@/shared/Dsp/tabs';
import { useReconnectOffer } from '@/shared/Dsp/useReconnectOffer';
import { ProblemCard } from '@/shared/ProblemCard';
import { RefusedStrip } from '@/shared/RefusedStrip';
import { StaleStrip } from '@/shared/StaleStrip';
import { counted } from '@/shared/texts';
import { Button } from '@/ui/button';
import { Skeleton } from '@/ui/skeleton';
import { EmptySeats, NoMatch } from './EmptySeats';
import { ExchangeChips } from './ExchangeChips';
import { RefreshButton } from './RefreshButton';
import { SeatsAge } from './SeatsAge';
import { SeatTable } from './SeatTable';
import { seatsOf, type Seats } from './queries';
import { asLines, byExchange, chosenOf, seatsIn, type Exchange } from './seats';
import { useRefresh } from './useRefresh';

/** The ids under which an advertiser buys at each exchange. */
export default function SeatsPage() {
  const { advertiserId } = useParams({ from: '/dsp/$advertiserId/seats' });
  return <OfAdvertiser key={advertiserId} advertiserId={advertiserId} />;
}

function OfAdvertiser({ advertiserId }: { advertiserId: string }) {
  const query = useQuery({ ...seatsOf(advertiserId), enabled: hasSeats });
  const refresh = useRefresh(advertiserId);
  const { data, error } = query;
  useReconnectOffer(error);

  return (
    <AdvertiserPage
      id={advertiserId}
      tab={tabs.seats}
      ready={Boolean(data ?? error)}
      // Before the first read, the page itself offers it.
      actions={data?.readAt !== null && <RefreshButton refresh={refresh} />}
    >
      {refresh.error && <RefusedStrip title="The seats were not read." error={refresh.error} />}
      {refresh.isPending && (
        <p role="status" className="text-sm text-muted-foreground">
          Reading the seats from Amazon. If a read is in progress already, its result is shown.
        </p>
      )}
      {refresh.data?.joined && !refresh.isPending && (
        <p className="text-sm text-muted-foreground">
          The seats were being read already; this is the result of that read.
        </p>
      )}
      {error && data && <StaleStrip query={query} />}
      {error && !data && <ProblemCard error={error} onRetry={() => void query.refetch()} />}
      {!error && !data && <Waiting />}
      {data && (data.readAt ? <List data={data} /> : <EmptySeats refresh={refresh} />)}
    </AdvertiserPage>
  );
}

function List({ data }: { data: Seats }) {
  const { exchange } = useSearch({ from: '/dsp/$advertiserId/seats' });
  const navigate = useNavigate({ from: '/dsp/$advertiserId/seats' });
  const exchanges = byExchange(data.seats);
  const shown = chosenOf(exchanges, exchange);
  const choose = (chosen: string[] | undefined) => {
    void navigate({ search: { exchange: chosen }, resetScroll: false });
    announce(`${counted(seatsIn(chosenOf(exchanges, chosen)), 'seat')} shown.`);
  };
  return (
    <>
      {exchanges.length > 0 && <ExchangeChips exchanges={exchanges} chosen={exchange} onChoose={choose} />}
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <SeatsAge seats={data} />
        {shown.length > 0 && <CopyAll exchanges={shown} />}
      </div>
      {exchanges.length === 0 ? (
        <p className="rounded-lg border bg-card p-6">Amazon lists no seats for this advertiser.</p>
      ) : shown.length === 0 ? (
        <NoMatch onClear={() => choose(undefined)} />
      ) : (
        <SeatTable exchanges={shown} />
      )}
    </>
  );
}

function CopyAll({ exchanges }: { exchanges: readonly Exchange[] }) {
  const copy = async () => {
    await navigator.clipboard.writeText(asLines(exchanges));
    announce(`Copied the ids of ${counted(seatsIn(exchanges), 'seat')}.`);
  };
  return (
    <Button size="sm" onClick={() => void copy()}>
      <Copy aria-hidden className="size-3.5" />
      Copy all ids
    </Button>
  );
}

function Waiting() {
  return (
    <div aria-busy className="flex flex-col gap-4">
      <div className="flex gap-2 overflow-hidden">
        {[1, 2, 3].map((i) => (
          <Skeleton key={i} className="h-8 w-36 shrink-0 rounded-full coarse:h-11" />
        ))}
      </div>
      <Skeleton className="h-8 w-64" />
      <Skeleton className="h-72 w-full rounded-lg" />
    </div>
  );
}
