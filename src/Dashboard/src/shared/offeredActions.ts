import { useEffect } from 'react';
import { createStore, useStore } from './store';

/** Something that the page offers for what is chosen on it. */
export interface OfferedAction {
  readonly label: string;
  readonly run: () => unknown;
}

const offered = createStore<readonly OfferedAction[]>([]);

export const useOfferedActions = () => useStore(offered);

/** Offers actions in the palette too while the component is shown: by keyboard a bar below a long table is far away. */
export function useOffer(actions: readonly OfferedAction[]) {
  useEffect(() => {
    offered.set(actions);
    return () => offered.set([]);
  });
}
