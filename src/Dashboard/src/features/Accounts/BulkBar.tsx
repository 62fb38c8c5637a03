import { Plug, RefreshCw, Star, Tags, Unplug, X } from 'lucide-react';
import { useState } from 'react';
import type { Account } from '@/shared/queries';
import { useOffer } from '@/shared/offeredActions';
import { count, counted } from '@/shared/texts';
import { Button } from '@/ui/button';
import { Kbd } from '@/ui/kbd';
import { changeAccounts, makeDefault } from './actions';
import { affectedBy } from './changes';
import { TagsDialog } from './TagsDialog';
import { mostChosen } from './useChosen';

/** What can be done with the selected accounts. */
export function BulkBar({
  chosen,
  total,
  isCollecting,
  onChooseAll,
  onClear,
}: {
  chosen: ReadonlyMap<string, Account>;
  total: number;
  isCollecting: boolean;
  onChooseAll: () => void;
  onClear: () => void;
}) {
  const [isTagging, setTagging] = useState(false);
  const accounts = [...chosen.values()];
  const [only] = accounts.length === 1 ? accounts : [];
  const actions = [
    { label: 'Sync', icon: RefreshCw, run: () => changeAccounts('sync', accounts) },
    { label: 'Tags', icon: Tags, run: () => setTagging(true) },
    ...(only && !only.is_default ? [{ label: 'Make default', icon: Star, run: () => makeDefault(only) }] : []),
    ...(affectedBy('disconnect', accounts).length > 0
      ? [{ label: 'Disconnect', icon: Unplug, run: () => changeAccounts('disconnect', accounts) }]
      : []),
    ...(affectedBy('reconnect', accounts).length > 0
      ? [{ label: 'Reconnect', icon: Plug, run: () => changeAccounts('reconnect', accounts) }]
      : []),
  ];
  useOffer(actions.map(({ label, run }) => ({ label: `${label}: ${counted(chosen.size, 'selected account')}`, run })));
  return (
    <section
      aria-label="Selection"
      className="sticky bottom-0 z-20 -mx-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-t bg-card px-4 py-2 md:bottom-4 md:mx-0 md:rounded-lg md:border md:shadow-lg"
    >
      <p className="font-medium tabular-nums">{count(chosen.size)} selected</p>
      <SelectAll {...{ total, isCollecting, onChooseAll }} chosen={chosen.size} />
      <span className="flex flex-wrap items-center gap-2">
        {actions.map(({ label, icon: Icon, run }) => (
          <Button key={label} size="sm" onClick={() => void run()}>
            <Icon aria-hidden className="size-3.5" />
            {label}
          </Button>
        ))}
        <Button variant="ghost" size="sm" onClick={onClear}>
          <X aria-hidden className="size-3.5 md:hidden" />
          <span className="max-md:sr-only">Clear</span>
          <Kbd className="max-md:hidden">Esc</Kbd>
        </Button>
      </span>
      {isTagging && <TagsDialog accounts={accounts} onClose={() => setTagging(false)} />}
    </section>
  );
}

function SelectAll({
  chosen,
  total,
  isCollecting,
  onChooseAll,
}: {
  chosen: number;
  total: number;
  isCollecting: boolean;
  onChooseAll: () => void;
}) {
  if (chosen >= total) return null;
  if (total > mostChosen)
    return (
      <p className="text-sm text-muted-foreground">
        At most {count(mostChosen)} can be selected; {count(total)} match. Filter the list to select all.
      </p>
    );
  return (
    <Button variant="link" size="inline" busy={isCollecting} onClick={onChooseAll}>
      Select all {count(total)} that match
    </Button>
  );
}
