import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Page } from '@/shared/Page';
import { ProblemCard } from '@/shared/ProblemCard';
import { Age } from '@/shared/Stale';
import { StaleStrip } from '@/shared/StaleStrip';
import { connections, dependencies, summary, type AccountStatus, type Dependencies } from '@/shared/queries';
import { statusLabel } from '@/shared/statuses';
import { Card, CardContent, CardHeader, CardTitle } from '@/ui/card';
import { Skeleton } from '@/ui/skeleton';
import { Bars } from './Bars';
import { Breakers } from './Breakers';
import { Own } from './Own';
import { Tokens } from './Tokens';
import { ageBars, verdictOf } from './service';

const refetchInterval = 15_000;

/** Is the service healthy? For those who operate it. */
export default function HealthPage() {
  const report = useQuery({ ...dependencies, refetchInterval });
  const totals = useQuery({ ...summary, refetchInterval });
  const logins = useQuery({ ...connections, refetchInterval });
  const isReady = [report, totals, logins].every((query) => query.data !== undefined || query.error);
  return (
    <Page title="Health" ready={isReady}>
      {!isReady && <Skeletons />}
      {isReady && (
        <>
          <Part query={report}>{(data) => <Headline report={data} checkedAt={report.dataUpdatedAt} />}</Part>
          <div className="grid items-start gap-4 lg:grid-cols-2">
            {report.data && <Breakers amazon={report.data.amazon} />}
            {report.data && <Own report={report.data} />}
            <Part query={logins}>{(data) => <Tokens connections={data} />}</Part>
            <Part query={totals}>
              {(data) => (
                <Figure title="Age of the data" age={totals.dataUpdatedAt}>
                  <Bars items={ageBars(data)} />
                </Figure>
              )}
            </Part>
            {totals.data && (
              <Figure title="Accounts by status" age={totals.dataUpdatedAt}>
                <Bars
                  items={(Object.entries(totals.data.by_status) as [AccountStatus, number][]).map(
                    ([status, value]) => ({
                      label: statusLabel(status),
                      value,
                      status,
                    }),
                  )}
                />
              </Figure>
            )}
          </div>
        </>
      )}
    </Page>
  );
}

const signs = { ok: CircleCheck, warn: CircleAlert, bad: CircleX };
const colours = { ok: 'text-ok', warn: 'text-warn', bad: 'text-bad' };

function Headline({ report, checkedAt }: { report: Dependencies; checkedAt: number }) {
  const { tone, title, text } = verdictOf(report);
  const Sign = signs[tone];
  return (
    <Card role="region" aria-labelledby="verdict" className="p-4">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
        <h2 id="verdict" className="flex min-w-0 grow basis-60 items-start gap-2.5 text-lg font-semibold">
          <Sign aria-hidden size={20} className={`mt-0.5 shrink-0 ${colours[tone]}`} />
          {title}
        </h2>
        <Age time={checkedAt} />
      </div>
      <p className="mt-1 text-muted-foreground">{text}</p>
    </Card>
  );
}

/** The parts appear together, so that none moves another. */
function Skeletons() {
  return (
    <div aria-busy className="flex flex-col gap-4">
      <Skeleton className="h-22 w-full rounded-lg" />
      <Skeleton className="h-80 w-full rounded-lg" />
      <Skeleton className="h-72 w-full rounded-lg" />
    </div>
  );
}

/** A part of the page fails on its own, because the others may tell why. */
function Part<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  const { data, error } = query;
  if (data === undefined) return <ProblemCard error={error} onRetry={() => void query.refetch()} />;
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {error && <StaleStrip query={query} />}
      {children(data)}
    </div>
  );
}

function Figure({ title, age, children }: { title: string; age: number; children: ReactNode }) {
  return (
    <Card>
      <CardHeader className="justify-between">
        <CardTitle>{title}</CardTitle>
        <Age time={age} />
      </CardHeader>
      <CardContent>{children}</CardContent>
    </Card>
  );
}
