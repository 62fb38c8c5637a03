import { lazyPart } from './lazyPart';
import type { DialogProps } from './dialog';

export interface SheetProps extends Omit<DialogProps, 'size'> {
  /** The edge it stands at from 768 px; below that it is a drawer at the bottom, except for the start's, which stays. */
  side?: 'start' | 'end';
  size?: 'default' | 'lg';
}

export const Sheet = lazyPart<SheetProps>(() => import('./sheet-popup').then((part) => part.SheetPopup), 'dialog');
