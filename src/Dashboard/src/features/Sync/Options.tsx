import { useQuery } from '@tanstack/react-query';
import type { SyncOptions } from '@/shared/liveSync';
import { connections } from '@/shared/queries';
import { accountTypeName, loginName } from '@/shared/texts';
import { Checkbox } from '@/ui/checkbox';
import { Field } from '@/ui/field';
import { Select } from '@/ui/select';
import { Switch } from '@/ui/switch';

const types = ['advertising', 'dsp', 'amc'] as const;

/** Which types and which login, and whether from the first page. All types together are no choice. */
export function Options({ options, onChange }: { options: SyncOptions; onChange: (options: SyncOptions) => void }) {
  const { data: logins = [] } = useQuery(connections);
  const chosen = options.account_types ?? types;
  const toggle = (type: (typeof types)[number], isChosen: boolean) => {
    const next = types.filter((candidate) => (candidate === type ? isChosen : chosen.includes(candidate)));
    if (next.length === 0) return;
    onChange({ ...options, account_types: next.length === types.length ? undefined : next });
  };
  return (
    <div className="flex flex-col gap-4">
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1.5 font-medium">Types of accounts</legend>
        {types.map((type) => (
          <Checkbox
            key={type}
            label={accountTypeName[type]}
            checked={chosen.includes(type)}
            onCheckedChange={(isChosen) => toggle(type, isChosen)}
          />
        ))}
      </fieldset>
      <Field label="Login">
        <Select
          value={options.connection_id ?? ''}
          onValueChange={(id) => onChange({ ...options, connection_id: id || undefined })}
          options={[
            { value: '', label: 'All logins' },
            ...logins
              .filter(({ status }) => status === 'active')
              .map((login) => ({ value: login.id, label: loginName(login) })),
          ]}
        />
      </Field>
      <Switch
        label="From the beginning"
        description="Reads every page again, also those that an interrupted sync has read."
        checked={options.force_refresh ?? false}
        onCheckedChange={(force) => onChange({ ...options, force_refresh: force || undefined })}
      />
    </div>
  );
}
