import { toProblem } from '@/api/problems';
import { toast } from '@/ui/toast';
import { announce } from './announce';
import { createStore, useStore } from './store';

/** Long enough to notice a mistake. The toast stops counting while it is hovered or focused. */
const undoFor = 12_000;

interface Undo {
  readonly label: string;
  readonly run: () => Promise<unknown>;
  /** Takes the offer from the screen. */
  readonly close: () => void;
}

const latest = createStore<Undo | null>(null);

export const useUndo = () => useStore(latest);

/** Offers to undo what was done: in a toast, with `z`, and in the palette. */
export function offerUndo(label: string, run: () => Promise<unknown>) {
  const undo: Undo = { label, run, close: () => toast.close(id) };
  latest.set(undo);
  announce(`${label}. Press z to undo.`);
  const id = toast({
    title: label,
    timeout: undoFor,
    action: { label: 'Undo', run: () => void perform(undo) },
    onClose: () => forget(undo),
  });
}

/** Undoes the latest action that still can be. */
export const undoLatest = () => {
  const undo = latest.get();
  return undo ? perform(undo) : Promise.resolve();
};

function forget(undo: Undo) {
  if (latest.get() === undo) latest.set(null);
}

async function perform(undo: Undo) {
  forget(undo);
  undo.close();
  try {
    await undo.run();
    announce(`Undone: ${undo.label}.`);
    toast({ title: `Undone: ${undo.label}`, tone: 'ok' });
  } catch (error) {
    toast({ title: 'This could not be undone', description: toProblem(error).message, tone: 'bad' });
  }
}
