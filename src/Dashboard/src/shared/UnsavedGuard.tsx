import { useBlocker } from '@tanstack/react-router';
import { AlertDialog } from '@/ui/alert-dialog';

/** Asks before input is lost by leaving, also by closing the tab. */
export function UnsavedGuard({ isDirty, description }: { isDirty: boolean; description: string }) {
  const blocker = useBlocker({
    shouldBlockFn: () => isDirty,
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && blocker.reset()}
      title="Discard your changes?"
      description={description}
      confirm="Discard changes"
      cancel="Keep editing"
      onConfirm={blocker.proceed}
    />
  );
}
