import { Progress as BaseProgress } from '@base-ui/react/progress';
import type { ReactNode } from 'react';
import { cn } from './cn';

export interface ProgressProps {
  /** Null while the end is not known. */
  value: number | null;
  max?: number;
  /** The visible name above the bar. Without it give `aria-label`. */
  label?: ReactNode;
  /** The text at the end of the name's line, and what is read aloud: "640 of about 1,021". */
  text?: string;
  tone?: 'primary' | 'ok' | 'warn' | 'bad';
  'aria-label'?: string;
  className?: string;
}

const fill = { primary: 'bg-primary', ok: 'bg-ok', warn: 'bg-warn', bad: 'bg-bad' };

export function Progress({ value, max = 100, label, text, tone = 'primary', className, ...props }: ProgressProps) {
  return (
    <BaseProgress.Root
      data-slot="progress"
      value={value}
      max={max}
      getAriaValueText={text ? () => text : undefined}
      className={cn('flex w-full flex-col gap-1.5', className)}
      {...props}
    >
      {(label || text) && (
        <span className="flex justify-between gap-4 text-sm">
          {label && <BaseProgress.Label className="font-medium">{label}</BaseProgress.Label>}
          {text && <span className="ms-auto text-muted-foreground tabular-nums">{text}</span>}
        </span>
      )}
      <BaseProgress.Track className="h-1.5 overflow-hidden rounded-full bg-border">
        <BaseProgress.Indicator
          className={cn(
            'h-full rounded-full transition-[width] duration-200 ease-linear',
            fill[tone],
            // Without a known end the bar is striped and still, so that it cannot be read as a share.
            'data-indeterminate:w-full data-indeterminate:bg-[repeating-linear-gradient(115deg,var(--primary)_0_8px,transparent_8px_16px)] data-indeterminate:bg-transparent data-indeterminate:opacity-60',
          )}
        />
      </BaseProgress.Track>
    </BaseProgress.Root>
  );
}
