import { cn } from './cn';

/** The look of everything that floats beside its trigger. */
export const popup = cn(
  'rounded-lg border bg-popover text-foreground shadow-lg outline-none',
  'origin-(--transform-origin) transition-[opacity,scale] duration-120 ease-out',
  'data-starting-style:scale-98 data-starting-style:opacity-0 data-ending-style:opacity-0 data-instant:duration-0',
);

export const option = cn(
  'flex min-h-8 cursor-default items-center gap-2 rounded-md px-2.5 py-1 outline-none select-none coarse:min-h-11',
  'data-highlighted:bg-accent data-highlighted:text-accent-foreground data-disabled:opacity-50',
  '[&_svg]:size-4 [&_svg]:shrink-0',
);

/** The place of a dialog: in the middle, and within reach of the thumb on phones. */
export const dialogShape = cn(
  'fixed z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] flex-col overflow-hidden rounded-lg border bg-popover shadow-lg outline-none',
  'start-1/2 top-1/2 -translate-x-1/2 -translate-y-1/2 rtl:translate-x-1/2',
  'transition-[opacity,scale] duration-120 ease-out data-starting-style:scale-98 data-starting-style:opacity-0 data-ending-style:opacity-0',
);

export const backdrop = cn(
  'fixed inset-0 z-40 bg-black/40 transition-opacity ease-out dark:bg-black/60',
  'data-starting-style:opacity-0 data-ending-style:opacity-0',
);
