import { createStore, useStore } from '@/shared/store';

export type Density = 'comfortable' | 'compact';

const key = 'density';

const density = createStore<Density>(localStorage.getItem(key) === 'compact' ? 'compact' : 'comfortable');

export const useDensity = () => useStore(density);

/** How close the rows are is a matter of this screen, so the browser keeps it and no link names it. */
export function chooseDensity(chosen: Density) {
  localStorage.setItem(key, chosen);
  density.set(chosen);
}

export const rowHeights: Record<Density, number> = { comfortable: 44, compact: 36 };
