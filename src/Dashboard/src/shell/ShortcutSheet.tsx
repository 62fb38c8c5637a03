import { useShortcuts } from '@/shared/shortcuts';
import { Kbd } from '@/ui/kbd';
import { Sheet } from '@/ui/sheet';

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

const shown = (key: string) => key.replace('Mod+', isMac ? '⌘ ' : 'Ctrl ').replace('Shift+', '⇧ ');

/** `?`: every key that works on this page. */
export default function ShortcutSheet({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const shortcuts = useShortcuts();
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title="Keyboard shortcuts"
      description="You can turn them off in the settings."
    >
      <dl className="flex flex-col divide-y">
        {shortcuts.map(({ keys, label }) => (
          <div key={keys} className="flex items-center gap-4 py-2">
            <dt className="grow">{label}</dt>
            <dd className="flex gap-1">
              {keys.split(' ').map((key) => (
                <Kbd key={key}>{shown(key)}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
