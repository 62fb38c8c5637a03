import type { ChangeEvent, ComponentProps, ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { cn } from './cn';
import { Labelled } from './labelled';

export interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type'> {
  onCheckedChange?: (checked: boolean, event: ChangeEvent<HTMLInputElement>) => void;
  /** Neither on nor off: some of what it stands for is chosen. */
  indeterminate?: boolean;
  /** The visible name. Without it give `aria-label`. */
  label?: ReactNode;
  description?: ReactNode;
}

/** A native checkbox: a table has dozens of them, and nothing about them needs script. */
export function Checkbox({ label, description, indeterminate, onCheckedChange, className, ...props }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = indeterminate ?? false;
  }, [indeterminate]);
  const input = (
    <input
      ref={box}
      type="checkbox"
      data-slot="checkbox"
      onChange={(event) => onCheckedChange?.(event.target.checked, event)}
      className={cn('m-1 size-4 shrink-0 cursor-pointer accent-primary disabled:cursor-not-allowed', className)}
      {...props}
    />
  );
  return <Labelled control={input} label={label} description={description} />;
}
