import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { toProblem } from '@/api/problems';
import { toast } from '@/ui/toast';
import { usePaletteItems, type PaletteItem } from './paletteItems';

interface Group {
  value: PaletteItem['group'];
  items: PaletteItem[];
}

const groupsOf = (items: readonly PaletteItem[]): Group[] =>
  (['Accounts', 'Actions', 'Pages', 'Saved views'] as const)
    .map((value) => ({ value, items: items.filter((item) => item.group === value) }))
    .filter((group) => group.items.length > 0);

/** ⌘K: opens accounts and pages, and runs actions, by typing. It is also the account switcher. */
export default function Palette({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const [input, setInput] = useState('');
  const { items, isSearching } = usePaletteItems(input);
  const navigate = useNavigate();

  const choose = async ({ action, label }: PaletteItem) => {
    onOpenChange(false);
    setInput('');
    if ('to' in action) return navigate({ to: action.to, search: action.search ?? {} });
    try {
      await action.run();
    } catch (error) {
      toast({ title: `${label}: this failed`, description: toProblem(error).message, tone: 'bad' });
    }
  };

  /** Results are highlighted a moment after they are shown. Enter in that moment means the first one. */
  const chooseFirst = async ({ key, currentTarget, nativeEvent }: KeyboardEvent<HTMLInputElement>) => {
    const highlighted = document.getElementById(currentTarget.getAttribute('aria-activedescendant') ?? '');
    const first = groupsOf(items)[0]?.items[0];
    if (key === 'Enter' && !nativeEvent.isComposing && !highlighted && first) await choose(first);
  };

  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-50 bg-black/40" />
        <Dialog.Viewport className="fixed inset-0 z-50 flex items-start justify-center p-2 pt-[10vh]">
          <Dialog.Popup
            aria-label="Search and commands"
            className="flex max-h-[70dvh] w-full max-w-xl flex-col overflow-hidden rounded-lg border bg-popover shadow-xl outline-none"
          >
            <Autocomplete.Root
              open
              inline
              items={groupsOf(items)}
              value={input}
              onValueChange={setInput}
              filter={null}
              itemToStringValue={(item: PaletteItem) => item.label}
              autoHighlight="always"
              keepHighlight
            >
              <div className="flex items-center gap-2 border-b px-3">
                <Search aria-hidden size={16} className="text-muted-foreground" />
                <Autocomplete.Input
                  aria-label="Search accounts, pages and actions"
                  placeholder="Account name or id, page, action"
                  onKeyDown={(event) => void chooseFirst(event)}
                  className="h-11 w-full bg-transparent outline-none placeholder:text-muted-foreground"
                />
              </div>
              <Autocomplete.Empty className="empty:hidden">
                <p className="p-4 text-muted-foreground">{isSearching ? 'Searching…' : 'Nothing matches.'}</p>
              </Autocomplete.Empty>
              <Autocomplete.List className="min-h-0 overflow-y-auto overscroll-contain p-1">
                {(group: Group) => (
                  <Autocomplete.Group key={group.value} items={group.items}>
                    <Autocomplete.GroupLabel className="px-2 pt-2 pb-1 text-xs font-medium text-muted-foreground">
                      {group.value}
                    </Autocomplete.GroupLabel>
                    <Autocomplete.Collection>
                      {(item: PaletteItem) => (
                        <Autocomplete.Item
                          key={item.id}
                          value={item}
                          onClick={() => void choose(item)}
                          className="flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-2 data-highlighted:bg-accent data-highlighted:text-accent-foreground"
                        >
                          <span className="truncate">{item.label}</span>
                          {item.detail && (
                            <span className="ml-auto shrink-0 font-mono text-xs text-muted-foreground">
                              {item.group === 'Accounts' ? `…${item.detail.slice(-8)}` : item.detail}
                            </span>
                          )}
                        </Autocomplete.Item>
                      )}
                    </Autocomplete.Collection>
                  </Autocomplete.Group>
                )}
              </Autocomplete.List>
            </Autocomplete.Root>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
