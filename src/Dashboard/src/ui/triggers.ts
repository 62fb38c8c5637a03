import type { RefObject, SyntheticEvent } from 'react';

/** Runs the trigger's own handler first, which may prevent the popup's. */
export function after<E extends SyntheticEvent>(first: ((event: E) => void) | undefined, then: (event: E) => void) {
  return (event: E) => {
    first?.(event);
    if (!event.defaultPrevented) then(event);
  };
}

/** Gives the element to the trigger's own ref as well. */
export function both(own: RefObject<HTMLElement | null>, other: unknown) {
  if (!other) return own;
  return (element: HTMLElement | null) => {
    own.current = element;
    if (typeof other === 'function') other(element);
    else (other as RefObject<HTMLElement | null>).current = element;
  };
}
