import { Combobox } from '@base-ui/react/combobox';
import { Popover } from '@base-ui/react/popover';
import { Check, Search } from 'lucide-react';
import { useRef } from 'react';
import { cn } from './cn';
import type { ComboboxListProps, ComboboxOption } from './combobox';
import type { PopupProps } from './lazyPart';
import { option, popup } from './popup';
import { Spinner } from './spinner';

export function ComboboxPopup({ open, onOpenChange, anchor, ...list }: ComboboxListProps & PopupProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Portal>
        <Popover.Positioner anchor={anchor} align="start" sideOffset={4} className="z-50">
          <Popover.Popup
            data-slot="combobox-popup"
            aria-label={list.label}
            initialFocus={input}
            finalFocus={anchor}
            className={cn(
              popup,
              'flex max-h-[min(24rem,var(--available-height))] w-max max-w-[min(24rem,var(--available-width))] min-w-[max(14rem,var(--anchor-width))] flex-col',
            )}
          >
            <ComboboxList {...list} input={input} close={() => onOpenChange(false)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

type ListProps = ComboboxListProps & {
  popupId: string;
  input: React.RefObject<HTMLInputElement | null>;
  close: () => void;
};

function ComboboxList({
  popupId,
  options,
  label,
  onSearch,
  busy,
  empty = 'Nothing matches.',
  input,
  close,
  ...choice
}: ListProps) {
  const known = new Map(options.map((item) => [item.value, item]));
  const find = (value: string): ComboboxOption => known.get(value) ?? { value, label: value };
  const selection = choice.multiple
    ? {
        multiple: true as const,
        value: choice.value.map(find),
        onValueChange: (items: ComboboxOption[]) => choice.onValueChange(items.map((item) => item.value)),
      }
    : {
        value: choice.value === null ? null : find(choice.value),
        onValueChange: (item: ComboboxOption | null) => {
          choice.onValueChange(item?.value ?? null);
          close();
        },
      };
  return (
    <Combobox.Root<ComboboxOption, boolean>
      inline
      open
      autoHighlight
      items={options}
      filter={onSearch ? null : undefined}
      itemToStringLabel={(item) => (item.keywords ? `${item.label} ${item.keywords}` : item.label)}
      isItemEqualToValue={(a, b) => a.value === b.value}
      // A choice among several keeps the text, so that more can be picked from the same search.
      onInputValueChange={(text, details) => (details.isItemPress ? details.cancel() : onSearch?.(text))}
      {...(selection as object)}
    >
      <div className="flex shrink-0 items-center gap-2 border-b px-3">
        {busy ? (
          <Spinner className="text-muted-foreground" />
        ) : (
          <Search aria-hidden className="size-4 text-muted-foreground" />
        )}
        <Combobox.Input
          ref={input}
          aria-label={`Search ${label}`}
          placeholder="Search"
          className="h-10 min-w-0 flex-1 bg-transparent outline-none placeholder:text-muted-foreground coarse:text-lg"
        />
      </div>
      <Combobox.Empty className="px-3 py-4 text-sm text-muted-foreground empty:hidden">
        {busy ? 'Searching …' : empty}
      </Combobox.Empty>
      <Combobox.List
        id={popupId}
        aria-label={label}
        className="min-h-0 flex-1 scroll-py-1 overflow-y-auto overscroll-contain p-1 empty:hidden"
      >
        {(item: ComboboxOption) => (
          <Combobox.Item key={item.value} value={item} className={option}>
            <span className="grid size-4 shrink-0 place-items-center text-primary">
              <Combobox.ItemIndicator render={<Check />} />
            </span>
            {item.icon}
            <span className="min-w-0 flex-1 truncate">{item.label}</span>
            {item.count !== undefined && (
              <span className="text-sm text-muted-foreground tabular-nums">{item.count}</span>
            )}
          </Combobox.Item>
        )}
      </Combobox.List>
    </Combobox.Root>
  );
}
