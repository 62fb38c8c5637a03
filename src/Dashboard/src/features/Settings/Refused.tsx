import { CircleAlert } from 'lucide-react';
import type { ApiProblem } from '@/api/problems';

/** Why the last change was taken back. */
export function Refused({ problem }: { problem: ApiProblem }) {
  const text =
    problem.code === 'connection.impersonation_refused'
      ? 'You are viewing this as another user, who alone can change these settings. Your change was taken back.'
      : `This could not be saved and was taken back: ${problem.message}`;
  return (
    <p role="alert" className="flex items-start gap-2 rounded-lg bg-bad-back px-4 py-3 text-bad">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      {text}
    </p>
  );
}
