import { useMemo } from 'react';
import { useNow } from '@/shared/clock';
import type { Preferences } from '@/shared/queries';
import { exact } from '@/shared/times';
import { Combobox } from '@/ui/combobox';
import { Field } from '@/ui/field';
import { Select } from '@/ui/select';
import { Choice } from './Choice';
import { Group } from './Group';
import { dateFormatOptions, offsetOf, zoneOptions } from './options';
import type { SettingProps } from './setting';

const clocks = [
  { value: '24h', label: '24 hours' },
  { value: '12h', label: '12 hours' },
];

export function Times({ chosen, change, refusal }: SettingProps) {
  const { timezone, time_format, date_format } = chosen;
  const zones = useMemo(() => zoneOptions(timezone), [timezone]);
  return (
    <Group title="Dates and times">
      <Field label="Time zone" error={refusal('timezone')} description={<Now {...{ timezone, time_format }} />}>
        <Combobox
          label="Time zone"
          options={zones}
          value={timezone}
          onValueChange={(zone) => zone && zone !== timezone && change({ timezone: zone })}
        />
      </Field>
      <Choice
        label="Time"
        error={refusal('time_format')}
        options={clocks}
        value={time_format}
        onChange={(format) => change({ time_format: format as Preferences['time_format'] })}
      />
      <Field label="Date" error={refusal('date_format')}>
        <Select
          options={dateFormatOptions(date_format)}
          value={date_format}
          onValueChange={(format) => change({ date_format: format })}
        />
      </Field>
    </Group>
  );
}

function Now({ timezone, time_format }: Pick<Preferences, 'timezone' | 'time_format'>) {
  const now = useNow();
  return (
    <span className="tabular-nums">
      {offsetOf(timezone)}; now {exact(now, { timezone, hour12: time_format === '12h' })}
    </span>
  );
}
