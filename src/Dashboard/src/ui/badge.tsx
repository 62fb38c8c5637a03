import { cva } from 'class-variance-authority';
import { Ban, Circle, Clock, TriangleAlert, X } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn';

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'off';

const badgeVariants = cva(
  'inline-flex h-6 max-w-full items-center gap-1.5 rounded-full px-2 text-xs font-medium whitespace-nowrap [&_svg]:size-3 [&_svg]:shrink-0',
  {
    variants: {
      tone: {
        ok: 'bg-ok-back text-ok',
        warn: 'bg-warn-back text-warn',
        bad: 'bg-bad-back text-bad',
        info: 'bg-info-back text-info',
        off: 'bg-off-back text-off',
      },
    },
    defaultVariants: { tone: 'off' },
  },
);

const Dot: LucideIcon = ((props: ComponentProps<'svg'>) => <Circle {...props} fill="currentColor" />) as LucideIcon;

/** One sign for each meaning, so that colour never carries it alone. */
export const signs = { ok: Dot, pending: Clock, problem: TriangleAlert, invalid: X, frozen: Ban, off: Circle };

export const Signs: Record<Tone, LucideIcon> = {
  ok: signs.ok,
  warn: signs.problem,
  bad: signs.invalid,
  info: signs.pending,
  off: signs.off,
};

export interface BadgeProps extends ComponentProps<'span'> {
  tone?: Tone;
  /** The sign before the label: by default the tone's; null for none. */
  icon?: LucideIcon | null;
}

export function Badge({ tone = 'off', icon = Signs[tone], className, children, ...props }: BadgeProps) {
  const Icon = icon;
  return (
    <span data-slot="badge" data-tone={tone} className={cn(badgeVariants({ tone }), className)} {...props}>
      {Icon && <Icon aria-hidden className={Icon === Dot ? 'p-0.5' : undefined} />}
      <span className="truncate">{children}</span>
    </span>
  );
}
