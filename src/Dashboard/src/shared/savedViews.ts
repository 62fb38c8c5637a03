const key = 'saved-views';

/** A named search of the list of accounts. */
export interface SavedView {
  readonly name: string;
  readonly search: string;
}

export function savedViews(): SavedView[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isView) : [];
  } catch {
    return [];
  }
}

const isView = (candidate: unknown): candidate is SavedView =>
  typeof candidate === 'object' &&
  candidate !== null &&
  typeof (candidate as SavedView).name === 'string' &&
  typeof (candidate as SavedView).search === 'string';

/** Saves a view under a name; a view of the same name is replaced. */
export function saveView(view: SavedView): SavedView[] {
  return store([...savedViews().filter(({ name }) => name !== view.name), view]);
}

export const removeView = (name: string) => store(savedViews().filter((view) => view.name !== name));

function store(views: SavedView[]): SavedView[] {
  localStorage.setItem(key, JSON.stringify(views));
  return views;
}
