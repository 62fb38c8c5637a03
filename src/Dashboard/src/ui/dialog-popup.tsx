import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { buttonVariants } from './button';
import { cn } from './cn';
import type { DialogProps } from './dialog';
import type { PopupProps } from './lazyPart';
import { backdrop } from './popup';

/** The place of a dialog: in the middle, and within reach of the thumb on phones. */
export const dialogShape = cn(
  'fixed z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] flex-col overflow-hidden rounded-lg border bg-popover shadow-lg outline-none',
  'start-1/2 top-1/2 -translate-x-1/2 -translate-y-1/2 rtl:translate-x-1/2',
  'transition-[opacity,scale] duration-120 ease-out data-starting-style:scale-98 data-starting-style:opacity-0 data-ending-style:opacity-0',
);

const width = { sm: 'max-w-sm', default: 'max-w-lg', lg: 'max-w-2xl' };

export function DialogPopup({
  title,
  description,
  children,
  footer,
  size = 'default',
  className,
  ...part
}: DialogProps & PopupProps) {
  const close = () => part.onOpenChange(false);
  return (
    <Dialog.Root open={part.open} onOpenChange={part.onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={cn(backdrop, 'duration-120')} />
        <Dialog.Popup
          data-slot="dialog"
          id={part.popupId}
          finalFocus={() => part.anchor.current ?? true}
          className={cn(dialogShape, width[size], className)}
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

export function DialogHeader({ title, description }: Pick<DialogProps, 'title' | 'description'>) {
  return (
    <div data-slot="dialog-header" className="flex shrink-0 items-start gap-4 p-4">
      <div className="min-w-0 flex-1">
        <Dialog.Title className="text-lg font-semibold">{title}</Dialog.Title>
        {description && <Dialog.Description className="mt-1 text-muted-foreground">{description}</Dialog.Description>}
      </div>
      <Dialog.Close
        aria-label="Close"
        className={cn(buttonVariants({ variant: 'ghost', size: 'icon-sm' }), '-me-1 -mt-1 text-muted-foreground')}
      >
        <X aria-hidden />
      </Dialog.Close>
    </div>
  );
}

export function DialogFooter({ children }: { children: React.ReactNode }) {
  return (
    <div
      data-slot="dialog-footer"
      className="flex shrink-0 flex-wrap items-center justify-end gap-2 border-t bg-background px-4 py-3"
    >
      {children}
    </div>
  );
}
