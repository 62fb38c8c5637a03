import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTypedText } from '@/shared/useTypedText';
import { Combobox } from '@/ui/combobox';
import { Field } from '@/ui/field';
import { accountName, accountsNamed } from './queries';
import type { SettingProps } from './setting';

const none = { value: 'none', label: 'No default account' };

/** The account that applications open first. The search runs at the service. */
export function DefaultAccount({ chosen, change, refusal }: SettingProps) {
  const id = chosen.default_account_id;
  const [term, setTerm] = useState('');
  const [typed, setTyped] = useTypedText(term, setTerm);
  const [isOpened, setOpened] = useState(false);
  const { data: found = [], isFetching, error } = useQuery({ ...accountsNamed(term), enabled: isOpened });
  const { data: name } = useQuery(accountName(id));
  const options = found.map((account) => ({
    value: account.id,
    label: account.account_name,
    keywords: account.amazon_account_id,
  }));
  // The present account is shown by its name although the search did not find it.
  const present = id && !found.some((account) => account.id === id) ? [{ value: id, label: name ?? 'Loading …' }] : [];
  return (
    <Field
      label="Default account"
      error={refusal('default_account_id')}
      description="Applications that work on one account start with it."
    >
      <Combobox
        label="Default account"
        options={typed || !id ? [...options, ...present] : [none, ...present, ...options]}
        value={id}
        placeholder={none.label}
        onSearch={setTyped}
        busy={isFetching || typed.trim() !== term}
        onOpenChange={(open) => {
          setOpened(true);
          if (!open) setTyped('');
        }}
        empty={error ? 'The accounts could not be read.' : 'No account matches.'}
        onValueChange={(next) => {
          const wanted = next === none.value ? null : next;
          if (wanted !== id) change({ default_account_id: wanted });
        }}
      />
    </Field>
  );
}
