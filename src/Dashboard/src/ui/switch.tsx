import { Switch as BaseSwitch } from '@base-ui/react/switch';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';
import { Labelled } from './labelled';

export interface SwitchProps extends Omit<ComponentProps<typeof BaseSwitch.Root>, 'className'> {
  className?: string;
  /** The visible name. Without it give `aria-label`. */
  label?: ReactNode;
  description?: ReactNode;
}

export function Switch({ label, description, className, ...props }: SwitchProps) {
  const track = (
    <BaseSwitch.Root
      data-slot="switch"
      className={cn(
        'relative inline-flex h-5 w-9 shrink-0 items-center rounded-full bg-input p-0.5 transition-colors duration-120',
        'data-checked:bg-primary data-disabled:opacity-50 after:absolute after:-inset-1 coarse:after:-inset-3',
        className,
      )}
      {...props}
    >
      <BaseSwitch.Thumb className="size-4 rounded-full bg-card transition-transform duration-120 data-checked:translate-x-4 rtl:data-checked:-translate-x-4" />
    </BaseSwitch.Root>
  );
  return <Labelled control={track} label={label} description={description} />;
}
