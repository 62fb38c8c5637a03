import { createStore } from './store';

export type Density = 'comfortable' | 'compact';

const key = 'density';

/** How tall the rows of tables are. A matter of the screen, so it is kept in this browser and not in the settings of the user. */
export const density = createStore<Density>(localStorage.getItem(key) === 'compact' ? 'compact' : 'comfortable');

export function setDensity(chosen: Density) {
  localStorage.setItem(key, chosen);
  density.set(chosen);
}

export const rowHeights: Record<Density, number> = { comfortable: 44, compact: 36 };
