import { density, setDensity, type Density } from '@/shared/density';
import { announce } from '@/shared/announce';
import type { Preferences } from '@/shared/queries';
import { useStore } from '@/shared/store';
import { Field } from '@/ui/field';
import { Select } from '@/ui/select';
import { Choice } from './Choice';
import { Group } from './Group';
import { pageSizeOptions } from './options';
import type { SettingProps } from './setting';

const themes = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

const densities = [
  { value: 'comfortable', label: 'Comfortable' },
  { value: 'compact', label: 'Compact' },
];

export function Appearance({ chosen, change, refusal }: SettingProps) {
  const rows = useStore(density);
  return (
    <Group title="Appearance">
      {/* The frame applies the theme as soon as it is chosen. */}
      <Choice
        label="Theme"
        error={refusal('theme')}
        options={themes}
        value={chosen.theme}
        onChange={(theme) => change({ theme: theme as Preferences['theme'] })}
      />
      <Choice
        label="Table rows"
        description="Kept in this browser only."
        options={densities}
        value={rows}
        onChange={(next) => {
          setDensity(next as Density);
          announce('Saved.');
        }}
      />
      <Field label="Entries per page" error={refusal('items_per_page')}>
        <Select
          className="w-28"
          options={pageSizeOptions(chosen.items_per_page)}
          value={String(chosen.items_per_page)}
          onValueChange={(size) => change({ items_per_page: Number(size) })}
        />
      </Field>
    </Group>
  );
}
