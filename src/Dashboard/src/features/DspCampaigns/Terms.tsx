import { Combobox } from '@/ui/combobox';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import type { Draft } from './draft';
import { countryOptions, currencyOptions } from './places';
import { kpiOptions, statusName, strategyOptions } from './words';

const switchable = ['paused', 'active'];

const statusOptions = (current: string) =>
  (switchable.includes(current) ? switchable : [...switchable, current]).map((value) => ({
    value,
    label: statusName(value),
  }));

/** What a campaign is, apart from its dates and its budget. Country and currency cannot be changed later. */
export function Terms({
  draft,
  onChange,
  isNew,
}: {
  draft: Draft;
  onChange: (changes: Partial<Draft>) => void;
  isNew: boolean;
}) {
  return (
    <>
      <Field name="name" label="Name">
        <Input
          required
          maxLength={255}
          value={draft.name}
          onValueChange={(name) => onChange({ name })}
          autoComplete="off"
          dir="auto"
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        {isNew && (
          <>
            <Field name="country" label="Country">
              <Combobox
                name="country"
                label="Country"
                placeholder="The advertiser’s"
                options={countryOptions(draft.country)}
                value={draft.country || null}
                onValueChange={(country) => onChange({ country: country ?? '' })}
              />
            </Field>
            <Field name="currency" label="Currency">
              <Combobox
                name="currency"
                label="Currency"
                placeholder="The advertiser’s"
                options={currencyOptions(draft.currency)}
                value={draft.currency || null}
                onValueChange={(currency) => onChange({ currency: currency ?? '' })}
              />
            </Field>
          </>
        )}
        <Field name="kpi" label="KPI">
          <Select
            required
            placeholder="Choose"
            options={kpiOptions(draft.kpi)}
            value={draft.kpi}
            onValueChange={(kpi) => onChange({ kpi })}
          />
        </Field>
        <Field name="bid_strategy" label="Bid strategy">
          <Select
            options={strategyOptions(draft.strategy)}
            value={draft.strategy}
            onValueChange={(strategy) => onChange({ strategy })}
          />
        </Field>
        <Field name="status" label="Status">
          <Select
            options={statusOptions(draft.status)}
            value={draft.status}
            onValueChange={(status) => onChange({ status })}
          />
        </Field>
      </div>
    </>
  );
}
