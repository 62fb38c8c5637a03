import { cn } from './cn';

/** The shape of every control that holds a value. */
export const control = cn(
  'w-full min-w-0 rounded-md border border-input bg-card px-2.5 text-base text-foreground placeholder:text-muted-foreground',
  'transition-colors duration-120 disabled:opacity-50 disabled:cursor-not-allowed [&[readonly]]:bg-muted',
  'aria-invalid:border-destructive data-invalid:border-destructive',
  // Browsers on phones zoom into a control whose text is smaller than 16 px.
  'coarse:min-h-11 coarse:text-lg',
);
