import { useId } from 'react';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { Labelled } from './labelled';

export interface RadioOption {
  value: string;
  label: ReactNode;
  description?: ReactNode;
  disabled?: boolean;
}

export interface RadioGroupProps {
  options: readonly RadioOption[];
  value: string;
  onValueChange: (value: string) => void;
  disabled?: boolean;
  /** One of the two names the group. */
  'aria-label'?: string;
  'aria-labelledby'?: string;
  /** Side by side instead of one below the other. */
  inline?: boolean;
  className?: string;
}

/** One of a few, all in view. */
export function RadioGroup({ options, value, onValueChange, disabled, inline, className, ...names }: RadioGroupProps) {
  const name = useId();
  return (
    <div
      role="radiogroup"
      data-slot="radio-group"
      className={cn('flex gap-y-1', inline ? 'flex-wrap gap-x-6' : 'flex-col', className)}
      {...names}
    >
      {options.map((option) => (
        <Labelled
          key={option.value}
          label={option.label}
          description={option.description}
          control={
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              disabled={disabled || option.disabled}
              onChange={() => onValueChange(option.value)}
              className="m-1 size-4 shrink-0 cursor-pointer accent-primary"
            />
          }
        />
      ))}
    </div>
  );
}
