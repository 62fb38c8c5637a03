import { Suspense, cloneElement, lazy, useId, useRef, useState } from 'react';
import type { ComponentType, KeyboardEvent, MouseEvent, ReactElement, RefObject } from 'react';
import { after, give } from './triggers';

/** What Base UI tells about a change, as far as a trigger outside of the popup needs it. */
interface ChangeDetails {
  reason: string;
  event: Event;
  cancel: () => void;
}

/** What a lazily loaded popup gets from its trigger. */
export interface PopupProps {
  open: boolean;
  onOpenChange: (open: boolean, details?: ChangeDetails) => void;
  /** The trigger: the popup stands beside it and gives the focus back to it. */
  anchor: RefObject<HTMLElement | null>;
  triggerId: string;
  /** The id the popup takes, so that its trigger can point to it. */
  popupId: string;
  /** Opened by a key: the first choice takes the focus. */
  byKeyboard: boolean;
}

/** What the caller of a lazy part gives: a trigger, or `open` with `onOpenChange`, or both. */
export interface TriggerProps {
  /** Any element that takes the props of a button. */
  trigger?: ReactElement<any>; // oxlint-disable-line typescript/no-explicit-any -- the trigger's own props do not matter here
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

type Kind = 'menu' | 'dialog' | 'listbox';

/**
 * A popup whose code loads on the pointer's arrival, on focus or on first opening. The trigger renders at once, and stays the
 * same element, so that neither focus nor a click is lost while the code arrives.
 */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P & PopupProps>>, kind: Kind) {
  const Popup = lazy(() => load().then((part) => ({ default: part }))) as unknown as ComponentType<P & PopupProps>;
  const warm = () => void load().catch(() => undefined);

  return function LazyPart({ trigger, open: given, onOpenChange, ...rest }: P & TriggerProps) {
    const [own, setOwn] = useState(false);
    const open = given ?? own;
    const [used, setUsed] = useState(open);
    const [byKeyboard, setByKeyboard] = useState(false);
    const anchor = useRef<HTMLElement>(null);
    const ownId = useId();
    if (open && !used) setUsed(true);

    const change = (next: boolean, details?: ChangeDetails) => {
      // A press on the trigger closes by its own click; closing here as well would open the popup again.
      if (!next && details && touches(anchor.current, details)) return details.cancel();
      setOwn(next);
      onOpenChange?.(next);
    };
    const toggle = (next: boolean, keyboard: boolean) => {
      setByKeyboard(keyboard);
      change(next);
    };
    const props = trigger?.props;
    const triggerId: string = props?.id ?? ownId;
    const popupId = `${ownId}popup`;

    return (
      <>
        {trigger &&
          cloneElement(trigger, {
            id: triggerId,
            ref: (element: HTMLElement | null) => {
              anchor.current = element;
              give(props.ref, element);
            },
            'aria-haspopup': kind,
            'aria-expanded': open,
            'aria-controls': open ? popupId : undefined,
            'data-popup-open': open ? '' : undefined,
            onPointerEnter: after(props.onPointerEnter, warm),
            onFocus: after(props.onFocus, warm),
            onClick: after(props.onClick, (event: MouseEvent) => toggle(!open, event.detail === 0)),
            onKeyDown: after(props.onKeyDown, (event: KeyboardEvent) => {
              if (kind === 'dialog' || open || event.key !== 'ArrowDown') return;
              event.preventDefault();
              toggle(true, true);
            }),
          })}
        {used && (
          <Suspense>
            <Popup
              {...(rest as unknown as P)}
              {...{ open, onOpenChange: change, anchor, triggerId, popupId, byKeyboard }}
            />
          </Suspense>
        )}
      </>
    );
  };
}

function touches(trigger: HTMLElement | null, { reason, event }: ChangeDetails) {
  if (reason !== 'outside-press' && reason !== 'focus-out') return false;
  const target = event instanceof FocusEvent ? event.relatedTarget : event.target;
  return target instanceof Node && trigger?.contains(target) === true;
}
