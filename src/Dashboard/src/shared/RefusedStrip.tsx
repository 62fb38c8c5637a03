import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { toProblem } from '@/api/problems';
import { remedyOf } from './errorTexts';

/** Why an action was refused and what to do about it. What the page shows stays. */
export function RefusedStrip({ title, error, children }: { title: string; error: unknown; children?: ReactNode }) {
  const problem = toProblem(error);
  // A refusal that names a time is counted down at the button that was pressed.
  const remedy = problem.retryAfter === null ? remedyOf(problem.code) : null;
  return (
    <div role="alert" className="flex items-start gap-2 rounded-lg bg-bad-back px-4 py-2.5 text-bad">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 grow wrap-anywhere">
        <p>
          <span className="font-medium">{title}</span> {problem.message}
        </p>
        {remedy && <p>{remedy}</p>}
        {children}
      </div>
    </div>
  );
}
