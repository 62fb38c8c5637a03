import { Plug, RefreshCw, Star, Tags, Unplug, X } from 'lucide-react';
import { useState } from 'react';
import type { Account } from '@/shared/queries';
import { count } from '@/shared/texts';
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
  return (
    <section
      aria-label="Selection"
      className="sticky bottom-0 z-20 -mx-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-t bg-card px-4 py-2 md:bottom-4 md:mx-0 md:rounded-lg md:border md:shadow-lg"
    >
      <p className="font-medium tabular-nums">{count(chosen.size)} selected</p>
      <SelectAll {...{ total, isCollecting, onChooseAll }} chosen={chosen.size} />
      <span className="flex flex-wrap items-center gap-2">
        <Button size="sm" onClick={() => void changeAccounts('sync', accounts)}>
          <RefreshCw aria-hidden className="size-3.5" />
          Sync
        </Button>
        <Button size="sm" onClick={() => setTagging(true)}>
          <Tags aria-hidden className="size-3.5" />
          Tags
        </Button>
        {only && !only.is_default && (
          <Button size="sm" onClick={() => void makeDefault(only)}>
            <Star aria-hidden className="size-3.5" />
            Make default
          </Button>
        )}
        {affectedBy('disconnect', accounts).length > 0 && (
          <Button size="sm" onClick={() => void changeAccounts('disconnect', accounts)}>
            <Unplug aria-hidden className="size-3.5" />
            Disconnect
          </Button>
        )}
        {affectedBy('reconnect', accounts).length > 0 && (
          <Button size="sm" onClick={() => void changeAccounts('reconnect', accounts)}>
            <Plug aria-hidden className="size-3.5" />
            Reconnect
          </Button>
        )}
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
