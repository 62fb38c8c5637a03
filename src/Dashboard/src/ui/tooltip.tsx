import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip';
import type { ComponentProps, ReactElement, ReactNode } from 'react';

/** Stands once at the root: after one tooltip was shown, the next one shows at once. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <BaseTooltip.Provider delay={400} timeout={300}>
      {children}
    </BaseTooltip.Provider>
  );
}

export interface TooltipProps extends Omit<ComponentProps<typeof BaseTooltip.Trigger>, 'children' | 'render'> {
  text: ReactNode;
  side?: 'top' | 'bottom' | 'left' | 'right';
  /** The element described. It must be able to take focus. */
  children: ReactElement;
}

/** Shows on hover and focus, stays while the pointer is over it, and closes by Escape. Other props go to the element. */
export function Tooltip({ text, side = 'top', children, ...props }: TooltipProps) {
  return (
    <BaseTooltip.Root>
      <BaseTooltip.Trigger {...props} render={children} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner side={side} sideOffset={6} className="z-60">
          <BaseTooltip.Popup
            data-slot="tooltip"
            className="max-w-72 rounded-md bg-foreground px-2.5 py-1.5 text-sm text-pretty text-background transition-opacity duration-120 ease-out data-ending-style:opacity-0 data-instant:duration-0 data-starting-style:opacity-0"
          >
            {text}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}
