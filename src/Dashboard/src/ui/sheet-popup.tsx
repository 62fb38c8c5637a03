import { Dialog } from '@base-ui/react/dialog';
import { cn } from './cn';
import { DialogFooter, DialogHeader } from './dialog-popup';
import type { PopupProps } from './lazyPart';
import { backdrop } from './popup';
import type { SheetProps } from './sheet';

const place = {
  start:
    'inset-y-0 start-0 w-[min(18rem,calc(100vw-3rem))] border-e data-starting-style:-translate-x-full data-ending-style:-translate-x-full',
  end: cn(
    'max-md:inset-x-0 max-md:bottom-0 max-md:max-h-[85dvh] max-md:rounded-t-lg max-md:border-t',
    'max-md:data-starting-style:translate-y-full max-md:data-ending-style:translate-y-full',
    'md:inset-y-0 md:end-0 md:w-full md:border-s md:data-starting-style:translate-x-full md:data-ending-style:translate-x-full',
  ),
};

export function SheetPopup({
  title,
  description,
  children,
  footer,
  side = 'end',
  size = 'default',
  className,
  ...part
}: SheetProps & PopupProps) {
  const close = () => part.onOpenChange(false);
  return (
    <Dialog.Root open={part.open} onOpenChange={part.onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={cn(backdrop, 'duration-160')} />
        <Dialog.Popup
          data-slot="sheet"
          id={part.popupId}
          finalFocus={() => part.anchor.current ?? true}
          className={cn(
            'fixed z-50 flex flex-col overflow-hidden bg-popover shadow-lg outline-none',
            'transition-[translate,opacity] duration-160 ease-out motion-reduce:data-ending-style:opacity-0 motion-reduce:data-starting-style:opacity-0',
            place[side],
            side === 'end' && (size === 'lg' ? 'md:max-w-2xl' : 'md:max-w-md'),
            className,
          )}
        >
          <DialogHeader title={title} description={description} />
          <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">
            {typeof children === 'function' ? children(close) : children}
          </div>
          {footer && <DialogFooter>{typeof footer === 'function' ? footer(close) : footer}</DialogFooter>}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
