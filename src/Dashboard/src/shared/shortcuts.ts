import { useEffect, useRef } from 'react';
import { createStore, useStore } from './store';

interface Shortcut {
  /** `x`, `Shift+x`, `Mod+k` (⌘ or Ctrl), `Mod+Enter`, or two keys in sequence such as `g o`. */
  readonly keys: string;
  readonly label: string;
  readonly run: () => void;
}

const registered = createStore<readonly Shortcut[]>([]);
const enabled = createStore(true);

/** Turns single-key shortcuts on or off, as the user's settings say (WCAG 2.1.4). Shortcuts with Mod always work. */
export const enableShortcuts = (on: boolean) => enabled.set(on);

export const useShortcuts = () => useStore(registered);

/** Registers a key while the component is shown. */
export function useShortcut(keys: string, label: string, run: () => void, when = true) {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!when) return;
    const shortcut = { keys, label, run: () => latest.current() };
    registered.set([...registered.get(), shortcut]);
    return () => registered.set(registered.get().filter((other) => other !== shortcut));
  }, [keys, label, when]);
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !(target instanceof HTMLInputElement && /^(checkbox|radio|button)$/.test(target.type));

/** What takes the keys while it is open. A toast is a dialog by its role, but stands beside the page. */
const popups = ':is([role=dialog], [role=alertdialog], [role=menu]):not([data-slot=toast])';

/** Enter and Space belong to the control that has the focus. */
const pressesControl = (event: KeyboardEvent) =>
  (event.key === 'Enter' || event.key === ' ') &&
  event.target instanceof Element &&
  event.target.closest('a, button, summary, [role=checkbox], [role=tab]') !== null;

/** `Shift` counts for letters alone: `?` already needs it on most keyboards. */
function nameOf(event: KeyboardEvent): string {
  const isLetter = /^[a-zA-Z]$/.test(event.key);
  const key = isLetter ? event.key.toLowerCase() : event.key;
  return `${event.metaKey || event.ctrlKey ? 'Mod+' : ''}${event.shiftKey && isLetter ? 'Shift+' : ''}${key}`;
}

const sequenceTimeout = 1200;
let prefix = '';
let prefixAt = 0;

export function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.altKey) return;
  const key = nameOf(event);
  const isPlain = !key.startsWith('Mod+');
  if (isPlain && (!enabled.get() || isTyping(event.target) || pressesControl(event))) return;
  if (isPlain && document.querySelector(popups)) return;

  const sequence = prefix && event.timeStamp - prefixAt < sequenceTimeout ? `${prefix} ${key}` : key;
  prefix = '';
  // The newest registration wins: a page's key covers the frame's.
  const match = registered.get().findLast((shortcut) => shortcut.keys === sequence);
  if (match) {
    event.preventDefault();
    match.run();
  } else if (registered.get().some((shortcut) => shortcut.keys.startsWith(`${key} `))) {
    prefix = key;
    prefixAt = event.timeStamp;
  }
}
