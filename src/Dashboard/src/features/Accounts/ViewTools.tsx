import { ArrowDown, ArrowUp, Columns3, LayoutGrid, Rows3 } from 'lucide-react';
import { useRef } from 'react';
import { useShortcut } from '@/shared/shortcuts';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { Popover } from '@/ui/popover';
import { RadioGroup } from '@/ui/radio-group';
import { columnNames, usualColumns, type ColumnKey } from './columns';
import { chooseDensity, useDensity, type Density } from './density';
import { columns as allColumns, type AccountsSearch } from './search';

/** Table or cards, and what the table shows. Phones show cards alone. */
export function ViewTools({ search, change }: { search: AccountsSearch; change: (changes: AccountsSearch) => void }) {
  const trigger = useRef<HTMLButtonElement>(null);
  const isCards = search.view === 'cards';
  useShortcut('c', 'Columns', () => trigger.current?.click(), !isCards);
  return (
    <span className="flex items-center gap-2 max-md:hidden">
      <span role="group" aria-label="View" className="flex">
        <Button
          size="icon"
          aria-label="Table"
          aria-pressed={!isCards}
          className="rounded-e-none aria-pressed:bg-accent aria-pressed:text-accent-foreground"
          onClick={() => change({ view: undefined })}
        >
          <Rows3 aria-hidden />
        </Button>
        <Button
          size="icon"
          aria-label="Cards"
          aria-pressed={isCards}
          className="-ms-px rounded-s-none aria-pressed:bg-accent aria-pressed:text-accent-foreground"
          onClick={() => change({ view: 'cards' })}
        >
          <LayoutGrid aria-hidden />
        </Button>
      </span>
      {!isCards && (
        <Popover
          align="end"
          title="Columns"
          className="w-64 p-4"
          trigger={
            <Button ref={trigger}>
              <Columns3 aria-hidden className="size-3.5" />
              Columns
            </Button>
          }
        >
          <ColumnChooser chosen={search.cols ?? usualColumns} onChange={(cols) => change({ cols })} />
        </Popover>
      )}
    </span>
  );
}

const isUsual = (keys: readonly ColumnKey[]) => keys.join() === usualColumns.join();

function ColumnChooser({
  chosen,
  onChange,
}: {
  chosen: readonly ColumnKey[];
  onChange: (columns: ColumnKey[] | undefined) => void;
}) {
  const density = useDensity();
  const shown: ColumnKey[] = ['name', ...chosen.filter((key) => key !== 'name')];
  const hidden = allColumns.filter((key) => !shown.includes(key));
  const set = (keys: ColumnKey[]) => onChange(isUsual(keys) ? undefined : keys);
  const move = (key: ColumnKey, by: number) => {
    const keys = shown.filter((other) => other !== key);
    keys.splice(shown.indexOf(key) + by, 0, key);
    set(keys);
  };
  return (
    <div className="flex flex-col gap-3">
      <ul className="flex flex-col gap-0.5">
        {[...shown, ...hidden].map((key) => {
          const place = shown.indexOf(key);
          return (
            <li key={key} className="flex min-h-8 items-center gap-1">
              <span className="grow">
                <Checkbox
                  label={columnNames[key]}
                  checked={place >= 0}
                  disabled={key === 'name'}
                  onCheckedChange={(isOn) => set(isOn ? [...shown, key] : shown.filter((other) => other !== key))}
                />
              </span>
              {place > 0 && (
                <>
                  <Button
                    variant="ghost"
                    size="icon-sm"
                    aria-label={`Move ${columnNames[key]} up`}
                    disabled={place === 1}
                    onClick={() => move(key, -1)}
                  >
                    <ArrowUp aria-hidden />
                  </Button>
                  <Button
                    variant="ghost"
                    size="icon-sm"
                    aria-label={`Move ${columnNames[key]} down`}
                    disabled={place === shown.length - 1}
                    onClick={() => move(key, 1)}
                  >
                    <ArrowDown aria-hidden />
                  </Button>
                </>
              )}
            </li>
          );
        })}
      </ul>
      <div className="border-t pt-3">
        <RadioGroup
          inline
          aria-label="Row height"
          value={density}
          onValueChange={(value) => chooseDensity(value as Density)}
          options={[
            { value: 'comfortable', label: 'Comfortable' },
            { value: 'compact', label: 'Compact' },
          ]}
        />
      </div>
      {!isUsual(shown) && (
        <Button size="sm" onClick={() => onChange(undefined)}>
          Usual columns
        </Button>
      )}
    </div>
  );
}
