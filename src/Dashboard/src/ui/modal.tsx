import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { buttonVariants } from './button';
import { cn } from './cn';
import type { DialogProps } from './dialog';
import type { PopupProps } from './lazyPart';
import { backdrop } from './popup';

interface ModalProps extends Omit<DialogProps, 'size'>, PopupProps {
  slot: string;
  /** How long the backdrop fades: as long as the popup moves. */
  fade: string;
}

/** What dialogs and sheets have in common: everything but their place. */
export function Modal({ slot, fade, title, description, children, footer, className, ...part }: ModalProps) {
  const close = () => part.onOpenChange(false);
  return (
    <Dialog.Root open={part.open} onOpenChange={part.onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={cn(backdrop, fade)} />
        <Dialog.Popup
          data-slot={slot}
          id={part.popupId}
          finalFocus={() => part.anchor.current ?? true}
          className={className}
        >
          <ModalHeader title={title} description={description} />
          <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">
            {typeof children === 'function' ? children(close) : children}
          </div>
          {footer && <ModalFooter>{typeof footer === 'function' ? footer(close) : footer}</ModalFooter>}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function ModalHeader({ title, description }: Pick<DialogProps, 'title' | 'description'>) {
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

export function ModalFooter({ children }: { children: React.ReactNode }) {
  return (
    <div
      data-slot="dialog-footer"
      className="flex shrink-0 flex-wrap items-center justify-end gap-2 border-t bg-background px-4 py-3"
    >
      {children}
    </div>
  );
}
