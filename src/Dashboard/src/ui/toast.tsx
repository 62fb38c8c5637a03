import { Toast } from '@base-ui/react/toast';
import { Suspense, lazy, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import type { Tone } from './badge';

export interface ToastOptions {
  title: ReactNode;
  description?: ReactNode;
  action?: { label: string; run: () => void };
  tone?: Tone;
  /** Milliseconds until it goes; 0 stays. By default 12 s with an action, else 6 s; progress stays. */
  timeout?: number;
  /** A bar; `value` null while the end is not known. */
  progress?: { value: number | null; max?: number; text?: string };
  /** A second toast with the same id takes the place of the first. */
  id?: string;
  onClose?: () => void;
}

export interface ToastData {
  tone?: Tone;
  action?: ToastOptions['action'];
  progress?: ToastOptions['progress'];
}

export const toasts = Toast.createToastManager<ToastData>();

let used = false;
let shown = false;
let count = 0;
const waiting: (() => void)[] = [];
const watchers = new Set<() => void>();

/** Toasts that are shown before the region has loaded are kept until then. */
function whenShown(act: () => void) {
  if (shown) return act();
  waiting.push(act);
  used = true;
  for (const watcher of watchers) watcher();
}

/** Called by the region once it listens. */
export function regionShown() {
  shown = true;
  for (const act of waiting.splice(0)) act();
  return () => void (shown = false);
}

function show(options: ToastOptions) {
  const id = options.id ?? `toast-${++count}`;
  whenShown(() => toasts.add({ ...shape(options), id }));
  return id;
}

function shape({ title, description, action, tone, timeout, progress, onClose }: Omit<ToastOptions, 'id'>) {
  return {
    title,
    description,
    onClose,
    timeout: timeout ?? (progress ? 0 : action ? 12_000 : 6_000),
    priority: tone === 'bad' ? ('high' as const) : ('low' as const),
    data: { tone, action, progress },
  };
}

/** Shows a toast from anywhere and returns its id. */
export const toast = Object.assign(show, {
  /** Replaces all that the toast says. */
  update: (id: string, options: Omit<ToastOptions, 'id'>) => whenShown(() => toasts.update(id, shape(options))),
  close: (id?: string) => whenShown(() => toasts.close(id)),
});

const Region = lazy(() => import('./toast-region').then((part) => ({ default: part.ToastRegion })));

/** Stands once at the root. Its code loads with the first toast. */
export function Toaster() {
  const wanted = useSyncExternalStore(watch, () => used);
  return wanted ? (
    <Suspense>
      <Region />
    </Suspense>
  ) : null;
}

function watch(watcher: () => void) {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
}
