import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { AlertDialogProps } from './alert-dialog';
import { Button, buttonVariants } from './button';
import { cn } from './cn';
import { Field } from './field';
import { Input } from './input';
import type { PopupProps } from './lazyPart';
import { ModalFooter } from './modal';
import { backdrop, dialogShape } from './popup';

export function AlertDialogPopup({ title, description, children, ...rest }: AlertDialogProps & PopupProps) {
  return (
    <AlertDialog.Root open={rest.open} onOpenChange={rest.onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={cn(backdrop, 'duration-120')} />
        <AlertDialog.Popup
          data-slot="alert-dialog"
          id={rest.popupId}
          finalFocus={() => rest.anchor.current ?? true}
          className={cn(dialogShape, 'max-w-md')}
        >
          <div className="min-h-0 overflow-y-auto p-4">
            <AlertDialog.Title className="text-lg font-semibold">{title}</AlertDialog.Title>
            <AlertDialog.Description className="mt-1 text-muted-foreground">{description}</AlertDialog.Description>
            {children}
          </div>
          <Confirmation {...rest} />
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

type ConfirmationProps = Omit<AlertDialogProps, 'title' | 'description' | 'children'> & PopupProps;

/** Lives as long as the dialog is open, so what was typed is gone with it. */
function Confirmation({
  confirm,
  cancel = 'Cancel',
  tone = 'destructive',
  typed,
  onConfirm,
  onOpenChange,
}: ConfirmationProps) {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const ready = typed === undefined || text.trim() === typed.trim();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || busy) return;
    setBusy(true);
    try {
      await onConfirm();
      onOpenChange(false);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event).catch(() => undefined)} className="contents">
      {typed !== undefined && (
        <div className="px-4 pb-4">
          <Field
            label={
              <span className="font-normal">
                Type <strong className="font-semibold break-all">{typed}</strong> to confirm
              </span>
            }
          >
            <Input value={text} onValueChange={setText} autoComplete="off" />
          </Field>
        </div>
      )}
      <ModalFooter>
        <AlertDialog.Close className={buttonVariants()}>{cancel}</AlertDialog.Close>
        <Button type="submit" variant={tone} busy={busy} disabled={!ready}>
          {confirm}
        </Button>
      </ModalFooter>
    </form>
  );
}
