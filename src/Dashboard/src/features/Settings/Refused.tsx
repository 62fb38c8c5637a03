import { CircleAlert } from 'lucide-react';
import type { ApiProblem } from '@/api/problems';

/** Why a change was taken back. */
export const refusalOf = (problem: ApiProblem) =>
  problem.code === 'connection.impersonation_refused'
    ? 'You are viewing this as another user, who alone can change these settings.'
    : `This could not be saved: ${problem.message}`;

/** The reset was refused; a refused change is explained at its setting. */
export function Refused({ problem }: { problem: ApiProblem }) {
  return (
    <p role="alert" className="flex items-start gap-2 rounded-lg bg-bad-back px-4 py-3 text-bad">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      {refusalOf(problem)}
    </p>
  );
}
