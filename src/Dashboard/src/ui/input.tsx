import { Input as BaseInput } from '@base-ui/react/input';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';
import { control } from './control';

export interface InputProps extends ComponentProps<typeof BaseInput> {
  /** Stands inside the control, before its text; for example the sign of a search. */
  before?: ReactNode;
  /** Stands inside the control, after its text; for example a unit or a key. */
  after?: ReactNode;
}

export function Input({ before, after, className, ...props }: InputProps) {
  const input = (
    <BaseInput
      data-slot="input"
      className={cn(control, 'h-8', before && 'ps-8', after && 'pe-10', className as string)}
      {...props}
    />
  );
  if (!before && !after) return input;
  const side = 'pointer-events-none absolute inset-y-0 flex items-center text-muted-foreground [&_svg]:size-4';
  return (
    <span data-slot="input-group" className="relative flex w-full">
      {before && <span className={cn(side, 'start-2.5')}>{before}</span>}
      {input}
      {after && <span className={cn(side, 'end-2.5')}>{after}</span>}
    </span>
  );
}
