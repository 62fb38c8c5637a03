import { Tooltip } from '@base-ui/react/tooltip';
import type { RefObject } from 'react';
import type { TooltipProps } from './tooltip';

interface TooltipPopupProps extends Pick<TooltipProps, 'text' | 'side'> {
  id: string;
  open: boolean;
  anchor: RefObject<HTMLElement | null>;
  close: () => void;
  /** The pointer has come to the tooltip itself. */
  stay: () => void;
  leave: () => void;
}

export function TooltipPopup({ id, text, side, open, anchor, close, stay, leave }: TooltipPopupProps) {
  return (
    <Tooltip.Root open={open} onOpenChange={(next) => !next && close()}>
      <Tooltip.Portal>
        <Tooltip.Positioner anchor={anchor} side={side} sideOffset={6} className="z-60">
          <Tooltip.Popup
            data-slot="tooltip"
            id={id}
            role="tooltip"
            onPointerEnter={stay}
            onPointerLeave={leave}
            className="max-w-72 rounded-md bg-foreground px-2.5 py-1.5 text-sm text-pretty text-background transition-opacity duration-120 ease-out data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            {text}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
