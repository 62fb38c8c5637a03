import { cva } from 'class-variance-authority';
import type { VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { Spinner } from './spinner';

export const buttonVariants = cva(
  cn(
    'relative inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap select-none',
    'transition-colors duration-120 ease-out disabled:opacity-50 aria-disabled:cursor-not-allowed disabled:cursor-not-allowed',
    '[&_svg]:shrink-0 [&_svg:not([class*=size-])]:size-4 coarse:min-h-11',
  ),
  {
    variants: {
      variant: {
        primary: 'bg-primary text-primary-foreground enabled:hover:bg-primary-hover [a&]:hover:bg-primary-hover',
        outline: 'border border-input/60 bg-card enabled:hover:bg-muted data-popup-open:bg-muted [a&]:hover:bg-muted',
        secondary: 'bg-muted enabled:hover:bg-border data-popup-open:bg-border [a&]:hover:bg-border',
        ghost: 'enabled:hover:bg-muted data-popup-open:bg-muted [a&]:hover:bg-muted',
        destructive: 'bg-destructive text-destructive-foreground enabled:hover:brightness-90 [a&]:hover:brightness-90',
        link: 'text-primary underline-offset-4 hover:underline',
      },
      size: {
        default: 'h-8 px-3',
        sm: 'h-7 px-2 text-sm',
        icon: 'size-8 coarse:min-w-11',
        'icon-sm': 'size-7 coarse:min-w-11',
        inline: 'min-h-6 coarse:min-h-6',
      },
    },
    defaultVariants: { variant: 'outline', size: 'default' },
  },
);

export interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof buttonVariants> {
  /** Shows a spinner in place of the content, keeps the width and the focus, and ignores clicks. */
  busy?: boolean;
}

export function Button({ variant, size, busy = false, className, children, onClick, ...props }: ButtonProps) {
  const inert = busy || props['aria-disabled'] === true || props['aria-disabled'] === 'true';
  return (
    <button
      data-slot="button"
      type="button"
      {...props}
      aria-busy={busy || undefined}
      aria-disabled={inert || undefined}
      // A submit button that is busy must not send its form again either.
      onClick={inert ? (event) => event.preventDefault() : onClick}
      className={cn(buttonVariants({ variant, size }), inert && !busy && 'opacity-50', className)}
    >
      {busy ? (
        <>
          <span className="absolute inset-0 grid place-items-center">
            <Spinner />
          </span>
          <span className="inline-flex items-center gap-1.5 opacity-0">{children}</span>
        </>
      ) : (
        children
      )}
    </button>
  );
}
