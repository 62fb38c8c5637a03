import { Suspense, cloneElement, lazy, useEffect, useId, useState } from 'react';
import type { FocusEvent, KeyboardEvent, PointerEvent, ReactElement, ReactNode } from 'react';
import { after } from './triggers';

const load = () => import('./tooltip-popup').then((part) => ({ default: part.TooltipPopup }));
const Popup = lazy(load);

const openAfter = 400;
const closeAfter = 150;
/** After one tooltip was shown, the next one shows at once. */
const nextWithin = 300;
let leftAt = Number.NEGATIVE_INFINITY;
const remember = (time: number) => {
  leftAt = time;
};

export interface TooltipProps {
  text: ReactNode;
  side?: 'top' | 'bottom' | 'left' | 'right';
  /** The element described. It must be able to take focus. */
  children: ReactElement<any>; // oxlint-disable-line typescript/no-explicit-any -- the element's own props do not matter here
}

/**
 * Shows on hover and keyboard focus, stays while the pointer is over it, and closes by Escape. Its code loads with the first one shown: nearly every part of a
 * page has a tooltip, and most are never opened.
 */
export function Tooltip({ text, side = 'top', children }: TooltipProps) {
  const [open, setOpen] = useState(false);
  const [delay] = useState(createDelay);
  const [anchor, setAnchor] = useState<Element | null>(null);
  const id = useId();
  useEffect(() => delay.cancel, [delay]);

  const show = (wait = 0) => delay.run(() => setOpen(true), wait);
  const hide = (wait = 0) => delay.run(() => setOpen(false), wait);
  const enter = (event: PointerEvent) => {
    if (event.pointerType === 'touch') return;
    void load().catch(() => undefined);
    setAnchor(event.currentTarget);
    show(event.timeStamp - leftAt < nextWithin ? 0 : openAfter);
  };
  const leave = (event: PointerEvent) => {
    if (open) remember(event.timeStamp);
    hide(closeAfter);
  };
  const props = children.props;

  return (
    <>
      {cloneElement(children, {
        'aria-describedby': open ? id : props['aria-describedby'],
        onPointerEnter: after(props.onPointerEnter, enter),
        onPointerLeave: after(props.onPointerLeave, leave),
        onFocus: after(props.onFocus, (event: FocusEvent) => {
          if (!event.currentTarget.matches(':focus-visible')) return;
          setAnchor(event.currentTarget);
          show();
        }),
        onBlur: after(props.onBlur, () => hide()),
        onPointerDown: after(props.onPointerDown, () => hide()),
        onKeyDown: after(props.onKeyDown, (event: KeyboardEvent) => {
          if (event.key === 'Escape') hide();
        }),
      })}
      {open && (
        <Suspense>
          <Popup
            {...{ id, anchor, side, text }}
            onPointerEnter={() => show()}
            onPointerLeave={leave}
            onClose={() => hide()}
          />
        </Suspense>
      )}
    </>
  );
}

/** Runs the latest of several delayed changes. */
function createDelay() {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    cancel: () => clearTimeout(timer),
    run(change: () => void, wait: number) {
      clearTimeout(timer);
      if (wait === 0) change();
      else timer = setTimeout(change, wait);
    },
  };
}
