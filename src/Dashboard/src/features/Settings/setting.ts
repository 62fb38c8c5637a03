import type { Preferences } from '@/shared/queries';
import type { Change } from './queries';

/** What each group of settings gets. */
export interface SettingProps {
  readonly chosen: Preferences;
  readonly change: (change: Change) => void;
  readonly refusal: (name: keyof Preferences) => string | undefined;
}
