import { CircleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { toProblem, type ApiProblem } from '@/api/problems';
import { Button } from '@/ui/button';
import { CopyId } from './CopyId';
import { remedyOf } from './errorTexts';

/** A part of the page that could not be loaded: the reason, what to do, and the reference for support. */
export function ProblemCard({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const problem = toProblem(error);
  const remedy = remedyOf(problem.code);
  return (
    <section role="alert" className="rounded-lg border bg-card p-4">
      <p className="flex items-start gap-2 font-medium">
        <CircleAlert aria-hidden size={16} className="mt-0.5 shrink-0 text-bad" />
        This could not be loaded: {problem.message}
      </p>
      {remedy && <p className="mt-1 ml-6 text-muted-foreground">{remedy}</p>}
      <div className="mt-3 ml-6 flex flex-wrap items-center gap-x-4 gap-y-2">
        {onRetry && <RetryButton key={problem.traceId} wait={problem.retryAfter ?? 0} onRetry={onRetry} />}
        <Reference problem={problem} />
      </div>
    </section>
  );
}

function Reference({ problem }: { problem: ApiProblem }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 text-sm text-muted-foreground">
      <code className="font-mono text-xs">{problem.code}</code>
      {problem.traceId && (
        <>
          Reference <CopyId id={problem.traceId} label="reference" />
        </>
      )}
    </span>
  );
}

/** Counts down the time that the service asks for. */
function RetryButton({ wait, onRetry }: { wait: number; onRetry: () => void }) {
  const [left, setLeft] = useState(wait);
  useEffect(() => {
    const timer = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <Button size="sm" variant="outline" disabled={left > 0} onClick={onRetry}>
      {left > 0 ? `Retry in ${left} s` : 'Retry'}
    </Button>
  );
}
