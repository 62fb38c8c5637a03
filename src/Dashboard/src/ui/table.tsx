import type { ComponentProps } from 'react';
import { cn } from './cn';

/** `caption` names the table and its scroll region; `showCaption` prints it. */
export function Table({
  caption,
  showCaption,
  className,
  children,
  ...props
}: ComponentProps<'table'> & { caption: string; showCaption?: boolean }) {
  return (
    <section
      data-slot="table-container"
      aria-label={caption}
      // A region that scrolls must be reachable by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="w-full overflow-x-auto rounded-lg"
    >
      <table data-slot="table" className={cn('w-full border-collapse text-start', className)} {...props}>
        <caption className={showCaption ? 'px-4 pb-2 text-start text-sm text-muted-foreground' : 'sr-only'}>
          {caption}
        </caption>
        {children}
      </table>
    </section>
  );
}

export function TableHeader({ className, ...props }: ComponentProps<'thead'>) {
  return <thead data-slot="table-header" className={cn('border-b', className)} {...props} />;
}

export function TableBody({ className, ...props }: ComponentProps<'tbody'>) {
  return <tbody data-slot="table-body" className={cn('[&>tr:last-child]:border-0', className)} {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<'tr'>) {
  return <tr data-slot="table-row" className={cn('border-b', className)} {...props} />;
}

export function TableHead({ className, scope = 'col', ...props }: ComponentProps<'th'>) {
  return (
    <th
      data-slot="table-head"
      scope={scope}
      className={cn('h-9 px-4 text-start text-sm font-medium whitespace-nowrap text-muted-foreground', className)}
      {...props}
    />
  );
}

export function TableCell({ className, ...props }: ComponentProps<'td'>) {
  return <td data-slot="table-cell" className={cn('px-4 py-2.5 align-middle', className)} {...props} />;
}
