import type { ComponentProps } from 'react';
import { cn } from './cn';

/** The place of something on its way. It stands still: nothing but a running sync may loop. */
export function Skeleton({ className, ...props }: ComponentProps<'span'>) {
  return (
    <span data-slot="skeleton" aria-hidden className={cn('block h-4 rounded-sm bg-muted', className)} {...props} />
  );
}
