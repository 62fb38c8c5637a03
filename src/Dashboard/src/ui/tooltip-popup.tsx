import { Tooltip } from '@base-ui/react/tooltip';
import type { PointerEvent, ReactNode } from 'react';

interface TooltipPopupProps {
  id: string;
  anchor: Element | null;
  side: 'top' | 'bottom' | 'left' | 'right';
  text: ReactNode;
  onPointerEnter: () => void;
  onPointerLeave: (event: PointerEvent) => void;
  onClose: () => void;
}

export function TooltipPopup({ id, anchor, side, text, onClose, ...pointer }: TooltipPopupProps) {
  return (
    <Tooltip.Root open onOpenChange={(open) => !open && onClose()}>
      <Tooltip.Portal>
        <Tooltip.Positioner anchor={anchor} side={side} sideOffset={6} className="z-60">
          <Tooltip.Popup
            id={id}
            role="tooltip"
            data-slot="tooltip"
            className="max-w-72 rounded-md bg-foreground px-2.5 py-1.5 text-sm text-pretty text-background transition-opacity duration-120 ease-out data-starting-style:opacity-0"
            {...pointer}
          >
            {text}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
