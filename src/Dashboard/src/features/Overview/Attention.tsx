import { CircleAlert, CircleCheck, CircleX, Info } from 'lucide-react';
import { Ago, Due } from '@/shared/Ago';
import { RemedyButton } from '@/shared/Remedy';
import { Age } from '@/shared/Stale';
import { useNow } from '@/shared/clock';
import type { Problem } from '@/shared/problemsOf';
import type { Connection, Summary } from '@/shared/queries';
import { counted } from '@/shared/texts';
import { duration } from '@/shared/times';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { Popover } from '@/ui/popover';

const alsoAtMost = 5;

const signs = { bad: CircleX, warn: CircleAlert, info: Info };
const colours = { bad: 'text-bad', warn: 'text-warn', info: 'text-info' };

/** The most important problem as a headline with one button; the others below it. */
export function Attention({
  problems,
  summary,
  connections,
  checkedAt,
}: {
  problems: readonly Problem[];
  summary: Summary;
  connections: readonly Connection[];
  checkedAt: number;
}) {
  const [first, ...others] = problems;
  return (
    <Card role="region" aria-labelledby="attention" className="p-4 md:p-6">
      {first ? (
        <Headline problem={first} checkedAt={checkedAt} />
      ) : (
        <AllRight {...{ summary, connections, checkedAt }} />
      )}
      {others.length > 0 && <Also problems={others.slice(0, alsoAtMost)} />}
    </Card>
  );
}

function Headline({ problem, checkedAt }: { problem: Problem; checkedAt: number }) {
  const Sign = signs[problem.tone];
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
        <h2 id="attention" className="flex min-w-0 grow items-start gap-2.5 text-xl font-semibold">
          <Sign aria-hidden size={20} className={`mt-1 shrink-0 ${colours[problem.tone]}`} />
          <span className="min-w-0 break-words">{problem.title}</span>
        </h2>
        <Age time={checkedAt} />
      </div>
      <p className="max-w-2xl text-lg text-muted-foreground">
        {problem.text}
        {problem.since && (
          <>
            {' '}
            It began <Ago time={problem.since} />.
          </>
        )}
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
        {problem.remedy && <RemedyButton remedy={problem.remedy} primary />}
        {problem.why && (
          <Popover
            trigger={
              <Button variant="link" size="inline">
                Why does this happen?
              </Button>
            }
            className="max-w-sm p-3"
          >
            <p>{problem.why}</p>
          </Popover>
        )}
      </div>
    </div>
  );
}

function AllRight({
  summary,
  connections,
  checkedAt,
}: {
  summary: Summary;
  connections: readonly Connection[];
  checkedAt: number;
}) {
  const now = useNow(60_000);
  const next = connections
    .flatMap((connection) => (connection.status === 'active' ? (connection.next_sync_at ?? []) : []))
    .toSorted()[0];
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
        <h2 id="attention" className="flex grow items-start gap-2.5 text-xl font-semibold">
          <CircleCheck aria-hidden size={20} className="mt-1 shrink-0 text-ok" />
          Everything is up to date
        </h2>
        <Age time={checkedAt} />
      </div>
      <p className="text-lg text-muted-foreground">
        {counted(summary.total, 'account')}
        {summary.oldest_sync_at && `, oldest data ${duration(now - Date.parse(summary.oldest_sync_at))} old`}
        {next && (
          <>
            , next sync <Due time={next} />
          </>
        )}
        .
      </p>
    </div>
  );
}

function Also({ problems }: { problems: readonly Problem[] }) {
  return (
    <div className="mt-5 border-t pt-4">
      <h3 className="text-sm font-medium text-muted-foreground">Also</h3>
      <ul className="mt-1 flex flex-col">
        {problems.map((problem) => {
          const Sign = signs[problem.tone];
          return (
            <li key={`${problem.kind} ${problem.title}`} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
              <Sign aria-hidden size={16} className={`shrink-0 ${colours[problem.tone]}`} />
              <span className="min-w-0">
                <span className="font-medium">{problem.title}.</span>{' '}
                <span className="text-muted-foreground max-md:hidden">{problem.text}</span>
              </span>
              {problem.remedy && <RemedyButton remedy={problem.remedy} />}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
