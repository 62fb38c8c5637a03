import { createStore } from './store';

/** What the page's one polite status region says. Screen readers read each new text once. */
export const announcement = createStore('');

/** An assertive one is read at once. Only an invalid grant is that urgent. */
export const alert = createStore('');

export const announce = (text: string) => announcement.set(text);
