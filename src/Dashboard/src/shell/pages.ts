import {
  Activity,
  Building2,
  FileClock,
  HeartPulse,
  LayoutDashboard,
  ListTree,
  Megaphone,
  Plug,
  RefreshCw,
  Settings,
  type LucideIcon,
} from 'lucide-react';
import { hasFeature } from '@/config';

export interface NavigationItem {
  readonly to: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** The second key after `g`. */
  readonly key: string;
}

/** The pages of the rail, in its order. A page of a disabled feature is left out. */
export const navigation: readonly NavigationItem[] = [
  { to: '/', label: 'Overview', icon: LayoutDashboard, key: 'o' },
  { to: '/accounts', label: 'Accounts', icon: Building2, key: 'a' },
  { to: '/connections', label: 'Connections', icon: Plug, key: 'c' },
  { to: '/sync', label: 'Sync', icon: RefreshCw, key: 's' },
  { to: '/hierarchy', label: 'Hierarchy', icon: ListTree, key: 'h' },
  ...(hasFeature('dsp_seats') || hasFeature('dsp_campaigns')
    ? [{ to: '/dsp', label: 'DSP', icon: Megaphone, key: 'd' }]
    : []),
  ...(hasFeature('registration') ? [{ to: '/register', label: 'Register', icon: FileClock, key: 'n' }] : []),
  { to: '/service', label: 'Health', icon: HeartPulse, key: 'l' },
  { to: '/audit', label: 'Audit', icon: Activity, key: 'u' },
  { to: '/settings', label: 'Settings', icon: Settings, key: 't' },
];
