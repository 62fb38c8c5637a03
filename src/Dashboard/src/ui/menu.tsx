import type { ReactElement, ReactNode } from 'react';
import { lazyPart } from './lazyPart';

export type MenuEntry =
  | {
      kind?: 'item';
      label: ReactNode;
      icon?: ReactNode;
      /** The shortcut shown at the end of the line; it is not bound here. */
      keys?: string;
      /** Why it cannot be used, or what it does. */
      description?: ReactNode;
      tone?: 'destructive';
      disabled?: boolean;
      onSelect?: () => void;
      /** A link to render as, for example a router's `<Link to="/settings" />`. */
      render?: ReactElement;
    }
  | {
      kind: 'check';
      label: ReactNode;
      checked: boolean;
      onCheckedChange: (checked: boolean) => void;
      disabled?: boolean;
    }
  | {
      kind: 'choice';
      label: string;
      value: string;
      onValueChange: (value: string) => void;
      options: readonly { value: string; label: ReactNode }[];
    }
  | { kind: 'heading'; label: ReactNode }
  | { kind: 'separator' };

export interface MenuProps {
  items: readonly MenuEntry[];
  side?: 'top' | 'bottom' | 'left' | 'right';
  align?: 'start' | 'center' | 'end';
  className?: string;
}

export const Menu = lazyPart<MenuProps>(() => import('./menu-popup').then((part) => part.MenuPopup), 'menu');
