import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';
import { control } from './control';

export interface TextInputProps extends ComponentProps<'input'> {
  onValueChange?: (value: string) => void;
  /** Stands inside the control, before its text; for example the sign of a search. */
  before?: ReactNode;
  /** Stands inside the control, after its text; for example a key. */
  after?: ReactNode;
}

/** A control outside of a form: a search, or a name edited in place. In a form, use Input in a Field. */
export function TextInput({ before, after, onValueChange, className, ...props }: TextInputProps) {
  const side = 'pointer-events-none absolute inset-y-0 flex items-center text-muted-foreground [&_svg]:size-4';
  return (
    <span data-slot="input-group" className="relative flex w-full">
      {before && <span className={cn(side, 'start-2.5')}>{before}</span>}
      <input
        data-slot="input"
        onChange={(event) => onValueChange?.(event.target.value)}
        className={cn(control, 'h-8', before && 'ps-8', after && 'pe-10', className)}
        {...props}
      />
      {after && <span className={cn(side, 'end-2.5')}>{after}</span>}
    </span>
  );
}
