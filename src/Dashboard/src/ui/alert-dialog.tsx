import type { ReactNode } from 'react';
import { lazyPart } from './lazyPart';

export interface AlertDialogProps {
  title: ReactNode;
  description: ReactNode;
  /** The verb of the act itself: "Disconnect", never "OK". */
  confirm: string;
  cancel?: string;
  tone?: 'primary' | 'destructive';
  /** A text to type before the act can be confirmed. */
  typed?: string;
  /** A promise keeps the dialog open and busy until it ends; if it fails, the dialog stays. */
  onConfirm: () => void | Promise<unknown>;
  children?: ReactNode;
}

export const AlertDialog = lazyPart<AlertDialogProps>(
  () => import('./alert-dialog-popup').then((part) => part.AlertDialogPopup),
  'dialog',
);
