import { ArrowDown, ArrowUp } from 'lucide-react';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { RadioGroup } from '@/ui/radio-group';
import { columnNames, usualColumns, type ColumnKey } from './columns';
import { density, setDensity, type Density } from '@/shared/density';
import { useStore } from '@/shared/store';
import { columns as allColumns } from './search';

const isUsual = (keys: readonly ColumnKey[]) => keys.join() === usualColumns.join();

/** Which columns the table shows, in which order, and how close its rows are. */
export function ColumnChooser({
  chosen,
  onChange,
}: {
  chosen: readonly ColumnKey[];
  onChange: (columns: ColumnKey[] | undefined) => void;
}) {
  const rows = useStore(density);
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
          value={rows}
          onValueChange={(value) => setDensity(value as Density)}
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
