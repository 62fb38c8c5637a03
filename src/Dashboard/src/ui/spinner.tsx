import { LoaderCircle } from 'lucide-react';
import { cn } from './cn';

/** A ring that turns; dots for those who asked for less motion. */
export function Spinner({ className }: { className?: string }) {
  return (
    <span data-slot="spinner" aria-hidden className={cn('inline-grid size-4 place-items-center', className)}>
      <LoaderCircle className="size-full motion-safe:animate-spin motion-reduce:hidden" />
      <span className="leading-none motion-safe:hidden">…</span>
    </span>
  );
}
