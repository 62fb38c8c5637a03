import { ArrowRight } from 'lucide-react';

/** A value before and after a change. */
export function Diff({ before, after }: { before: string; after: string }) {
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-x-2 gap-y-1">
      <del className="rounded-sm bg-bad-back px-1 wrap-anywhere text-bad">
        <span className="sr-only">before: </span>
        {before}
      </del>
      <ArrowRight aria-hidden size={12} className="shrink-0 text-muted-foreground" />
      <ins className="rounded-sm bg-ok-back px-1 wrap-anywhere text-ok no-underline">
        <span className="sr-only">after: </span>
        {after}
      </ins>
    </span>
  );
}
