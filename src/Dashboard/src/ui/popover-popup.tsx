import { Popover } from '@base-ui/react/popover';
import { cn } from './cn';
import type { PopupProps } from './lazyPart';
import type { PopoverProps } from './popover';
import { popup } from './popup';

export function PopoverPopup({
  children,
  title,
  side = 'bottom',
  align = 'start',
  className,
  ...part
}: PopoverProps & PopupProps) {
  return (
    <Popover.Root open={part.open} onOpenChange={part.onOpenChange}>
      <Popover.Portal>
        <Popover.Positioner anchor={part.anchor} side={side} align={align} sideOffset={4} className="z-50">
          <Popover.Popup
            data-slot="popover"
            id={part.popupId}
            {...(!title && { 'aria-labelledby': part.triggerId })}
            finalFocus={part.anchor}
            className={cn(
              popup,
              'max-h-(--available-height) w-72 max-w-(--available-width) overflow-y-auto',
              className ?? 'p-4',
            )}
          >
            {title && <Popover.Title className="mb-2 font-semibold">{title}</Popover.Title>}
            {typeof children === 'function' ? children(() => part.onOpenChange(false)) : children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
