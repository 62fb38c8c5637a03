import { useMutation } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { toProblem, type ApiProblem } from '@/api/problems';
import { isUnknown } from '@/shared/attempts';
import { countryName } from '@/shared/countries';
import { Flag } from '@/shared/Country';
import { remedyOf } from '@/shared/errorTexts';
import { marketplaceName, marketplaces } from '@/shared/marketplaces';
import type { Connection } from '@/shared/queries';
import { loginName, regionName } from '@/shared/texts';
import { AlertDialog } from '@/ui/alert-dialog';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { Combobox } from '@/ui/combobox';
import { Field } from '@/ui/field';
import { Form, type FormErrors } from '@/ui/form';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { register } from './queries';
import {
  associationOf,
  bodyOf,
  emptyDraft,
  errorsOf,
  refusedMembers,
  withoutErrorsOf,
  type Association,
  type Draft,
} from './request';

const countries = marketplaces
  .map(({ id, country, region }) => ({
    value: id,
    label: countryName(country),
    keywords: `${country} ${id}`,
    icon: <Flag code={country} />,
    count: regionName[region],
  }))
  .toSorted((a, b) => a.label.localeCompare(b.label));

const associations = [
  { value: 'seller', label: 'Seller (merchant customer id)' },
  { value: 'vendor', label: 'Vendor (vendor group id)' },
];

export function RegistrationForm({
  connections,
  onRegistered,
}: {
  connections: readonly Connection[];
  onRegistered: (id: string) => void;
}) {
  const [draft, setDraft] = useState(emptyDraft);
  const [errors, setErrors] = useState<FormErrors>({});
  const [isAsking, setAsking] = useState(false);
  const send = useMutation({
    mutationFn: () => register(bodyOf(draft)),
    onSuccess: onRegistered,
    onError: (error) => {
      const problem = toProblem(error);
      setErrors(problem.status === 422 ? refusedMembers(problem) : {});
    },
  });
  const set = (change: Partial<Draft>) => {
    setDraft((now) => ({ ...now, ...change }));
    setErrors((now) => withoutErrorsOf(change, now));
  };
  const ask = () => {
    send.reset();
    const found = errorsOf(draft, connections.length);
    setErrors(found);
    setAsking(Object.keys(found).length === 0);
  };
  const failure = send.error ? toProblem(send.error) : null;

  return (
    <Card className="max-w-2xl p-4 md:p-6">
      {failure && failure.status !== 422 && <Failure problem={failure} />}
      <Form aria-label="Register an account" errors={errors} onSubmit={ask}>
        <Field name="marketplace_id" label="Country">
          <Combobox
            name="marketplace_id"
            label="Country"
            placeholder="Choose a country"
            options={countries}
            value={draft.marketplace}
            onValueChange={(marketplace) => set({ marketplace })}
          />
        </Field>
        <Field
          name="advertiser_id"
          label="Advertiser id"
          description="A seller’s merchant customer id, such as A2EXAMPLE, or a vendor’s group id."
        >
          <Input
            value={draft.advertiserId}
            onValueChange={(advertiserId) => set({ advertiserId })}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
        <Field name="association" label="Advertiser type">
          <Select
            placeholder="Choose"
            options={associations}
            value={associationOf(draft) ?? ''}
            onValueChange={(association) => set({ association: (association || null) as Association | null })}
          />
        </Field>
        <Field name="account_name" label="Name" optional description="Without a name, the id is the name.">
          <Input value={draft.name} onValueChange={(name) => set({ name })} autoComplete="off" maxLength={300} />
        </Field>
        {connections.length > 1 && (
          <Field name="connection_id" label="Amazon login">
            <Select
              placeholder="Choose"
              options={connections.map((connection) => ({ value: connection.id, label: loginName(connection) }))}
              value={draft.connection ?? ''}
              onValueChange={(connection) => set({ connection: connection || null })}
            />
          </Field>
        )}
        <div className="flex justify-end max-sm:sticky max-sm:bottom-0 max-sm:bg-card max-sm:py-2">
          <Button type="submit" variant="primary" busy={send.isPending} className="max-sm:w-full">
            {failure && isUnknown(failure) ? 'Send again' : 'Register'}
          </Button>
        </div>
      </Form>
      <AlertDialog
        open={isAsking}
        onOpenChange={setAsking}
        tone="primary"
        title="Open an account at Amazon?"
        description={confirmationOf(draft, connections)}
        confirm="Open the account"
        // A refusal is shown at the form, so the dialog closes in any case.
        onConfirm={() => send.mutateAsync().catch(() => undefined)}
      />
    </Card>
  );
}

function confirmationOf(draft: Draft, connections: readonly Connection[]): string {
  const { advertiser_id, association, account_name } = bodyOf(draft);
  const login = connections.find(({ id }) => id === draft.connection) ?? connections[0];
  return (
    `Amazon will open an advertising account for the ${association} ${advertiser_id} in ` +
    `${marketplaceName(draft.marketplace ?? '')}, named “${account_name ?? advertiser_id}”` +
    `${login ? `, for ${loginName(login)}` : ''}. It cannot be removed from here.`
  );
}

function Failure({ problem }: { problem: ApiProblem }) {
  const remedy = isUnknown(problem)
    ? 'It is not known whether the request arrived. Send it again: it is carried out once at most.'
    : remedyOf(problem.code);
  return (
    <p role="alert" className="mb-4 flex items-start gap-2 rounded-md bg-bad-back p-3 text-bad">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        {problem.message} {remedy}
      </span>
    </p>
  );
}
