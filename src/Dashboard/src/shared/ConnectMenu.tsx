import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { toProblem } from '@/api/problems';
import { Button } from '@/ui/button';
import { Menu } from '@/ui/menu';
import { toast } from '@/ui/toast';
import { connectNew } from './connect';
import type { Region } from './queries';
import { regionName } from './texts';

/** Connects another Amazon login. The region is where the login was created; its accounts are listed in all regions. */
export function ConnectMenu({ variant = 'primary' }: { variant?: 'primary' | 'outline' }) {
  const [isLeaving, setLeaving] = useState(false);
  const leave = async (region: Region) => {
    setLeaving(true);
    try {
      await connectNew(region);
    } catch (error) {
      setLeaving(false);
      toast({ title: 'Amazon could not be opened', description: toProblem(error).message, tone: 'bad' });
    }
  };
  return (
    <Menu
      align="end"
      trigger={
        <Button variant={variant} busy={isLeaving}>
          Connect Amazon
          <ChevronDown aria-hidden className="size-3.5" />
        </Button>
      }
      items={[
        { kind: 'heading', label: 'Where was the login created?' },
        ...(['NA', 'EU', 'FE'] as const).map((region) => ({
          label: regionName[region],
          onSelect: () => void leave(region),
        })),
      ]}
    />
  );
}
