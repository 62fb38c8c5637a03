import { Suspense, cloneElement, lazy, useEffect, useId, useRef, useState } from 'react';
import type { ComponentProps, PointerEvent, ReactElement, ReactNode } from 'react';
import { give } from './triggers';

export interface TooltipProps extends Omit<ComponentProps<'button'>, 'children'> {
  text: ReactNode;
  side?: 'top' | 'bottom' | 'left' | 'right';
  /** The element described. It must be able to take focus. */
  children: ReactElement<ComponentProps<'button'>>;
}

const load = () => import('./tooltip-popup');
const Popup = lazy(() => load().then((part) => ({ default: part.TooltipPopup })));

/** After one tooltip was shown, the next one shows at once. */
let quickUntil = 0;

/** Shows on hover and focus, stays while the pointer is over it, and closes by Escape. Other props go to the element. */
export function Tooltip({ text, side = 'top', children, ...props }: TooltipProps) {
  const [open, setOpen] = useState(false);
  const [used, setUsed] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const timer = useRef<number>(undefined);
  const id = useId();
  useEffect(() => () => clearTimeout(timer.current), []);

  const turn = (next: boolean, delay: number) => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      if (next) setUsed(true);
      else if (open) quickUntil = performance.now() + 300;
      setOpen(next);
    }, delay);
  };
  const enter = ({ pointerType, timeStamp }: PointerEvent) => {
    if (pointerType === 'touch') return;
    load().catch(() => undefined);
    turn(true, timeStamp < quickUntil ? 0 : 400);
  };
  const leave = () => turn(false, 150);
  const own = children.props;
  const given = { ...own, ...props };

  return (
    <>
      {/* oxlint-disable-next-line react/refs -- these run after the render */}
      {cloneElement(children, {
        ...props,
        ref: (element) => {
          anchor.current = element;
          give(own.ref, element);
          give(props.ref, element);
        },
        'aria-describedby': open ? id : given['aria-describedby'],
        onPointerEnter: (event) => {
          given.onPointerEnter?.(event);
          enter(event);
        },
        onPointerLeave: (event) => {
          given.onPointerLeave?.(event);
          leave();
        },
        onFocus: (event) => {
          given.onFocus?.(event);
          if (event.target.matches(':focus-visible')) turn(true, 0);
        },
        onBlur: (event) => {
          given.onBlur?.(event);
          turn(false, 0);
        },
        onPointerDown: (event) => {
          given.onPointerDown?.(event);
          turn(false, 0);
        },
      })}
      {used && (
        <Suspense>
          <Popup
            {...{ id, text, side, open, anchor }}
            close={() => turn(false, 0)}
            stay={() => clearTimeout(timer.current)}
            leave={leave}
          />
        </Suspense>
      )}
    </>
  );
}
