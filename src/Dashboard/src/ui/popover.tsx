import type { ReactNode } from 'react';
import { lazyPart } from './lazyPart';

export interface PopoverProps {
  children: ReactNode | ((close: () => void) => ReactNode);
  /** A visible heading; without it the trigger names the popover. */
  title?: ReactNode;
  side?: 'top' | 'bottom' | 'left' | 'right';
  align?: 'start' | 'center' | 'end';
  className?: string;
}

export const Popover = lazyPart<PopoverProps>(
  () => import('./popover-popup').then((part) => part.PopoverPopup),
  'dialog',
);
