import { createStore } from './store';

export type Theme = 'light' | 'dark' | 'system';

const shown = (): 'light' | 'dark' => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');

/** The theme on the screen. */
export const shownTheme = createStore(shown());

/** Applies a theme and remembers it for `public/theme.js`, which applies it before the first paint. */
export function applyTheme(theme: Theme) {
  if (theme === 'system') localStorage.removeItem('theme');
  else localStorage.setItem('theme', theme);
  const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  shownTheme.set(shown());
}
