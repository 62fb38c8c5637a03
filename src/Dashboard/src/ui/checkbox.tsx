import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox';
import { Check, Minus } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';
import { Labelled } from './labelled';

export interface CheckboxProps extends Omit<ComponentProps<typeof BaseCheckbox.Root>, 'className'> {
  className?: string;
  /** The visible name. Without it give `aria-label`. */
  label?: ReactNode;
  description?: ReactNode;
}

export function Checkbox({ label, description, className, ...props }: CheckboxProps) {
  const box = (
    <BaseCheckbox.Root
      data-slot="checkbox"
      className={cn(
        'relative inline-grid size-4 shrink-0 place-items-center rounded-sm border border-input bg-card text-primary-foreground',
        'transition-colors duration-120 data-checked:border-primary data-checked:bg-primary data-disabled:opacity-50',
        'data-indeterminate:border-primary data-indeterminate:bg-primary data-invalid:border-destructive',
        // The box is small; what can be pressed is not.
        'after:absolute after:-inset-1.25 coarse:after:-inset-3.5',
        className,
      )}
      {...props}
    >
      <BaseCheckbox.Indicator className="grid place-items-center">
        {props.indeterminate ? <Minus className="size-3 stroke-3" /> : <Check className="size-3 stroke-3" />}
      </BaseCheckbox.Indicator>
    </BaseCheckbox.Root>
  );
  return <Labelled control={box} label={label} description={description} />;
}
