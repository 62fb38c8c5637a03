import { Menu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { Kbd } from './kbd';
import type { PopupProps } from './lazyPart';
import type { MenuEntry, MenuProps } from './menu';
import { option, popup } from './popup';

export function MenuPopup({ items, side = 'bottom', align = 'start', className, ...part }: MenuProps & PopupProps) {
  const list = useRef<HTMLDivElement>(null);
  const first = () => list.current?.querySelector<HTMLElement>('[role^=menuitem]') ?? true;
  return (
    <Menu.Root open={part.open} onOpenChange={part.onOpenChange} modal={false}>
      <Menu.Portal>
        <Menu.Positioner anchor={part.anchor} side={side} align={align} sideOffset={4} className="z-50">
          <Menu.Popup
            ref={list}
            data-slot="menu"
            id={part.popupId}
            aria-labelledby={part.triggerId}
            finalFocus={part.anchor}
            // The types hide this prop, which the popup honours: without a trigger of its own it cannot know of the key.
            {...(part.byKeyboard && { initialFocus: first })}
            className={cn(popup, 'max-h-(--available-height) max-w-80 min-w-44 overflow-y-auto p-1', className)}
          >
            {items.map((item, index) => (
              // The entries of one menu have no other identity than their place.
              // oxlint-disable-next-line react/no-array-index-key
              <Entry key={index} item={item} />
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Entry({ item }: { item: MenuEntry }) {
  switch (item.kind) {
    case 'separator':
      return <Menu.Separator className="-mx-1 my-1 h-px bg-border" />;
    case 'heading':
      return (
        <div role="presentation" className="px-2.5 py-1.5 text-xs font-medium text-muted-foreground">
          {item.label}
        </div>
      );
    case 'check':
      return (
        <Menu.CheckboxItem
          className={option}
          checked={item.checked}
          onCheckedChange={item.onCheckedChange}
          disabled={item.disabled}
        >
          <Mark>
            <Menu.CheckboxItemIndicator render={<Check />} />
          </Mark>
          {item.label}
        </Menu.CheckboxItem>
      );
    case 'choice':
      return (
        <Menu.RadioGroup aria-label={item.label} value={item.value} onValueChange={item.onValueChange}>
          {item.options.map(({ value, label }) => (
            <Menu.RadioItem key={value} value={value} className={option} closeOnClick>
              <Mark>
                <Menu.RadioItemIndicator render={<Check />} />
              </Mark>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      );
    default: {
      const content = (
        <>
          {item.icon}
          <span className="min-w-0 flex-1">
            {item.label}
            {item.description && <span className="block text-sm text-muted-foreground">{item.description}</span>}
          </span>
          {item.keys && <Kbd>{item.keys}</Kbd>}
        </>
      );
      if (item.render)
        return (
          <Menu.LinkItem className={option} render={item.render} onClick={item.onSelect} closeOnClick>
            {content}
          </Menu.LinkItem>
        );
      return (
        <Menu.Item
          className={cn(option, item.tone && 'text-bad data-highlighted:bg-bad-back data-highlighted:text-bad')}
          disabled={item.disabled}
          onClick={item.onSelect}
        >
          {content}
        </Menu.Item>
      );
    }
  }
}

function Mark({ children }: { children: ReactNode }) {
  return <span className="grid size-4 shrink-0 place-items-center text-primary">{children}</span>;
}
