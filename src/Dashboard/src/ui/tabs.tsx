import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import type { ComponentProps } from 'react';
import { cn } from './cn';

type Plain<P> = Omit<P, 'className'> & { className?: string };

export interface TabsProps extends Omit<Plain<ComponentProps<typeof BaseTabs.Root>>, 'onValueChange'> {
  onValueChange?: (value: string) => void;
}

export function Tabs({ className, onValueChange, ...props }: TabsProps) {
  return (
    <BaseTabs.Root
      data-slot="tabs"
      className={cn('flex flex-col gap-4', className)}
      onValueChange={onValueChange && ((value) => onValueChange(String(value)))}
      {...props}
    />
  );
}

export function TabsList({ className, children, ...props }: Plain<ComponentProps<typeof BaseTabs.List>>) {
  return (
    <BaseTabs.List
      data-slot="tabs-list"
      className={cn('relative flex gap-1 overflow-x-auto border-b', className)}
      {...props}
    >
      {children}
      <BaseTabs.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) bg-primary transition-[translate,width] duration-120 ease-out" />
    </BaseTabs.List>
  );
}

export function TabsTrigger({ className, ...props }: Plain<ComponentProps<typeof BaseTabs.Tab>>) {
  return (
    <BaseTabs.Tab
      data-slot="tabs-trigger"
      className={cn(
        'flex h-9 shrink-0 items-center gap-1.5 rounded-md px-3 font-medium whitespace-nowrap text-muted-foreground transition-colors duration-120',
        'hover:text-foreground focus-visible:-outline-offset-2 data-active:text-foreground data-disabled:opacity-50 coarse:h-11',
        className,
      )}
      {...props}
    />
  );
}

export function TabsContent({ className, ...props }: Plain<ComponentProps<typeof BaseTabs.Panel>>) {
  return <BaseTabs.Panel data-slot="tabs-content" className={cn('rounded-md', className)} {...props} />;
}
