import { Sheet } from '@/ui/sheet';
import { Rail } from './Rail';

/** The rail on phones. */
export default function PageDrawer({
  open,
  onOpenChange,
  needsAttention,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  needsAttention: (to: string) => number;
}) {
  return (
    <Sheet open={open} onOpenChange={onOpenChange} side="start" title="Accounts">
      <Rail isDrawer needsAttention={needsAttention} onNavigate={() => onOpenChange(false)} />
    </Sheet>
  );
}
