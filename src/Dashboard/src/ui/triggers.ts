import type { Ref, SyntheticEvent } from 'react';

/** Runs the trigger's own handler first, which may prevent the popup's. */
export function after<E extends SyntheticEvent>(first: ((event: E) => void) | undefined, then: (event: E) => void) {
  return (event: E) => {
    first?.(event);
    if (!event.defaultPrevented) then(event);
  };
}

/** Hands an element to a ref of any kind. */
export function give<T>(ref: Ref<T> | undefined, element: T | null) {
  if (typeof ref === 'function') ref(element);
  else if (ref) ref.current = element;
}
