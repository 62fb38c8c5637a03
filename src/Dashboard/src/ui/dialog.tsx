import type { ReactNode } from 'react';
import { lazyPart } from './lazyPart';

type WithClose = ReactNode | ((close: () => void) => ReactNode);

export interface DialogProps {
  title: ReactNode;
  description?: ReactNode;
  children?: WithClose;
  /** The buttons at the end. */
  footer?: WithClose;
  size?: 'sm' | 'default' | 'lg';
  className?: string;
}

export const Dialog = lazyPart<DialogProps>(() => import('./dialog-popup').then((part) => part.DialogPopup), 'dialog');
