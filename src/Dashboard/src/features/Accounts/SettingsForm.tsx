import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { toProblem } from '@/api/problems';
import { queryClient, refreshEverything, type Account } from '@/shared/queries';
import { offerUndo } from '@/shared/undo';
import { UnsavedGuard } from '@/shared/UnsavedGuard';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { Field } from '@/ui/field';
import { Form } from '@/ui/form';
import { Input } from '@/ui/input';
import { Switch } from '@/ui/switch';
import { Textarea } from '@/ui/textarea';
import { accountSettings } from './queries';
import {
  bodyOf,
  differencesOf,
  draftOf,
  fieldErrors,
  isEqual,
  saveSettings,
  type Draft,
  type Stored,
} from './settings';
import { tagsProblem, toTags } from './tagText';

/** All settings of an account. What was typed is kept until it is saved or given up, whatever the service answers. */
export function SettingsForm({ account, stored }: { account: Account; stored: Stored }) {
  const [base, setBase] = useState(stored);
  const [draft, setDraft] = useState(() => draftOf(stored.settings));
  const [isOutdated, setOutdated] = useState(false);
  const isDirty = !isEqual(draft, draftOf(base.settings));
  const adopt = (next: Stored) => {
    setBase(next);
    setDraft(draftOf(next.settings));
    setOutdated(false);
  };
  // Without input to keep, the form follows what is stored.
  if (stored !== base && stored.etag !== base.etag && !isDirty) adopt(stored);

  const save = useMutation({
    mutationFn: () => saveSettings(account.id, bodyOf(draft), base.etag),
    onSuccess: (saved) => {
      keep(account.id, saved);
      adopt(saved);
      const before = bodyOf(draftOf(base.settings));
      offerUndo(`Saved the settings of ${account.account_name}`, async () =>
        keep(account.id, await saveSettings(account.id, before, saved.etag)),
      );
    },
    onError: async (error) => {
      if (toProblem(error).status !== 412) return;
      setBase(await queryClient.fetchQuery({ ...accountSettings(account.id), staleTime: 0 }));
      setOutdated(true);
    },
  });
  // The form takes a new object for a new refusal, so the errors keep their identity.
  const errors = useMemo(() => errorsOf(save.error), [save.error]);
  const set = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));

  return (
    <Card className="max-w-2xl p-4 md:p-6">
      <UnsavedGuard
        isDirty={isDirty && !save.isPending}
        description="The settings of this account were changed and not saved."
      />
      <Form aria-label="Settings of the account" errors={errors} onSubmit={() => isDirty && save.mutate()}>
        {isOutdated && <Outdated base={base} draft={draft} onAdopt={() => adopt(base)} />}
        <Field
          name="account_name_override"
          label="Name"
          optional
          description={`Shown instead of the name at Amazon. Amazon's own name is not changed.`}
        >
          <Input
            value={draft.name}
            onValueChange={(name) => set({ name })}
            placeholder={base.settings.account_name_override ? undefined : account.account_name}
            maxLength={200}
            dir="auto"
          />
        </Field>
        <Field
          name="tags"
          label="Tags"
          optional
          description="Separated by commas, at most 20."
          validate={(value) => tagsProblem(toTags(String(value)))}
        >
          <Input value={draft.tags} onValueChange={(tags) => set({ tags })} autoComplete="off" />
        </Field>
        <Field name="notes" label="Notes" optional>
          <Textarea
            value={draft.notes}
            onChange={(event) => set({ notes: event.currentTarget.value })}
            maxLength={2000}
          />
        </Field>
        <Switch
          label="Sync automatically"
          description="Its login decides how often, unless a time is given below."
          checked={draft.autoSync}
          onCheckedChange={(autoSync) => set({ autoSync })}
        />
        <Field
          name="sync_interval_minutes"
          label="Minutes between syncs"
          optional
          description="15 to 1440. Leave it empty to follow the login."
          disabled={!draft.autoSync}
        >
          <Input
            type="number"
            inputMode="numeric"
            min={15}
            max={1440}
            step={1}
            value={draft.interval}
            onValueChange={(interval) => set({ interval })}
            className="max-w-40"
          />
        </Field>
        <Switch
          label="Default account"
          description="Other tools start with it."
          checked={draft.isDefault}
          onCheckedChange={(isDefault) => set({ isDefault })}
        />
        <div className="flex items-center gap-2 border-t pt-4 max-md:sticky max-md:bottom-0 max-md:-mx-4 max-md:bg-card max-md:px-4 max-md:pb-4">
          <Button variant="primary" type="submit" busy={save.isPending} disabled={!isDirty}>
            Save
          </Button>
          {isDirty && <Button onClick={() => adopt(base)}>Discard changes</Button>}
        </div>
      </Form>
    </Card>
  );
}

function keep(id: string, saved: Stored) {
  queryClient.setQueryData(accountSettings(id).queryKey, saved);
  void refreshEverything();
  void queryClient.invalidateQueries({ queryKey: ['settings'] });
}

function Outdated({ base, draft, onAdopt }: { base: Stored; draft: Draft; onAdopt: () => void }) {
  const differences = differencesOf(draftOf(base.settings), draft);
  return (
    <div role="alert" className="flex flex-col items-start gap-2 rounded-md bg-warn-back p-3 text-warn">
      <p className="font-medium">
        These settings were changed in the meantime. Your input is kept; compare and save again.
      </p>
      {differences.length > 0 && (
        <>
          <p>Stored now, where it differs:</p>
          <ul className="list-disc ps-5 wrap-anywhere">
            {differences.map((difference) => (
              <li key={difference}>{difference}</li>
            ))}
          </ul>
        </>
      )}
      <Button size="sm" onClick={onAdopt}>
        Use what is stored
      </Button>
    </div>
  );
}

/** A newer version is no error of a field. */
function errorsOf(error: unknown) {
  const problem = error ? toProblem(error) : null;
  if (!problem || problem.status === 412) return undefined;
  return problem.errors.length > 0 ? fieldErrors(problem) : { service: problem.message };
}
