import { Radio } from '@base-ui/react/radio';
import { RadioGroup as BaseRadioGroup } from '@base-ui/react/radio-group';
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
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  name?: string;
  disabled?: boolean;
  /** Required outside a Field. */
  'aria-label'?: string;
  'aria-labelledby'?: string;
  /** Side by side instead of one below the other. */
  inline?: boolean;
  className?: string;
}

export function RadioGroup({ options, onValueChange, inline, className, ...props }: RadioGroupProps) {
  return (
    <BaseRadioGroup
      data-slot="radio-group"
      className={cn('flex gap-y-1', inline ? 'flex-wrap gap-x-6' : 'flex-col', className)}
      onValueChange={(value) => onValueChange?.(value as string)}
      {...props}
    >
      {options.map((option) => (
        <Labelled
          key={option.value}
          label={option.label}
          description={option.description}
          control={
            <Radio.Root
              data-slot="radio"
              value={option.value}
              disabled={option.disabled}
              className="relative grid size-4 shrink-0 place-items-center rounded-full border border-input bg-card transition-colors duration-120 after:absolute after:-inset-1.25 data-checked:border-primary data-checked:bg-primary data-disabled:opacity-50"
            >
              <Radio.Indicator className="size-1.5 rounded-full bg-primary-foreground" />
            </Radio.Root>
          }
        />
      ))}
    </BaseRadioGroup>
  );
}
