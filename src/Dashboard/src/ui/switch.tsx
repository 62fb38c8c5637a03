import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';
import { Labelled } from './labelled';

export interface SwitchProps extends Omit<ComponentProps<'input'>, 'type' | 'role'> {
  onCheckedChange?: (checked: boolean) => void;
  /** The visible name. Without it give `aria-label`. */
  label?: ReactNode;
  description?: ReactNode;
}

/** On or off, at once. A choice that is sent later with a form is a Checkbox. */
export function Switch({ label, description, onCheckedChange, className, ...props }: SwitchProps) {
  const input = (
    <input
      type="checkbox"
      role="switch"
      aria-checked={props.checked}
      data-slot="switch"
      onChange={(event) => onCheckedChange?.(event.target.checked)}
      className={cn(
        'relative h-5 w-9 shrink-0 cursor-pointer appearance-none rounded-full bg-input transition-colors duration-120 checked:bg-primary',
        'before:absolute before:top-0.5 before:left-0.5 before:size-4 before:rounded-full before:bg-card before:transition-transform before:duration-120',
        'checked:before:translate-x-4 disabled:cursor-not-allowed disabled:opacity-50',
        className,
      )}
      {...props}
    />
  );
  return <Labelled control={input} label={label} description={description} />;
}
