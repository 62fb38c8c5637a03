import { useMemo, useState } from 'react';
import { toProblem } from '@/api/problems';
import { UnsavedGuard } from '@/shared/UnsavedGuard';
import { AlertDialog } from '@/ui/alert-dialog';
import { Button } from '@/ui/button';
import { Form } from '@/ui/form';
import { changesOf, isDoubled } from './changes';
import { ChangeList } from './ChangeList';
import { draftOf, isEmpty, patchOf, fieldErrors, totalOf, type Draft } from './draft';
import { Flights } from './Flights';
import { Notices } from './Notices';
import { isUnconfirmed } from './outcome';
import type { Stored } from './queries';
import { Terms } from './Terms';
import { useSave } from './useSave';

/** All that can be given of a campaign. What was typed is kept until it is saved or given up, whatever Amazon says. */
export function CampaignForm({
  advertiserId,
  stored,
  initial,
  onClose,
}: { advertiserId: string; onClose: (isSaved: boolean) => void } & (
  { stored: Stored; initial: null } | { stored: null; initial: Draft }
)) {
  const [base, setBase] = useState(stored);
  const [start] = useState(() => (stored ? draftOf(stored.campaign) : initial));
  const [draft, setDraft] = useState(start);
  const [isAsking, setAsking] = useState(false);
  const before = base ? draftOf(base.campaign) : start;
  const isDirty = base ? !isEmpty(patchOf(before, draft)) : JSON.stringify(draft) !== JSON.stringify(start);
  const { save, check, isOutdated, left } = useSave({
    advertiserId,
    base,
    draft,
    onBase: setBase,
    onSaved: () => onClose(true),
  });
  const problem = save.error ? toProblem(save.error) : null;
  const rows = draft.flights.length;
  // The form shows the errors anew whenever it is given others, also at fields that were corrected.
  const errors = useMemo(() => (save.error ? fieldErrors(save.error, rows) : undefined), [save.error, rows]);
  const isBusy = save.isPending || check.isPending;
  const isUnsure = problem !== null && isUnconfirmed(problem);
  const set = (changes: Partial<Draft>) => {
    setDraft((now) => ({ ...now, ...changes }));
    // Errors name the rows by their place.
    if (changes.flights && changes.flights.length !== rows) save.reset();
  };
  const submit = () => {
    if (isBusy || left > 0 || (base && !isDirty)) return;
    if (base && isDoubled(before, draft)) setAsking(true);
    else save.mutate();
  };
  const changes = base ? changesOf(before, draft) : [];
  const budget = changes.find(({ label }) => label === 'Budget');
  const action = base ? 'Save' : isUnsure ? 'Create again' : 'Create';

  return (
    <>
      <UnsavedGuard isDirty={isDirty && !save.isSuccess} description="This campaign was changed and not saved." />
      <Form
        aria-label="Campaign"
        errors={errors}
        onSubmit={submit}
        // The bar at the end must not hide the field in focus.
        className="relative [&_:is(input,select,button)]:scroll-mb-40"
      >
        <Notices {...{ problem, check, isOutdated, base, draft, isNew: !base }} onAdopt={setDraft} />
        <Terms draft={draft} onChange={set} isNew={!base} />
        <Flights draft={draft} before={before} onChange={(flights) => set({ flights })} />
        <div className="sticky -bottom-4 -mx-4 -mb-4 flex flex-col gap-3 border-t bg-popover px-4 py-3">
          {changes.length > 0 && <ChangeList changes={changes} />}
          <div className="flex items-center justify-end gap-2">
            <Button onClick={() => onClose(false)}>Cancel</Button>
            <Button
              variant="primary"
              type="submit"
              busy={isBusy}
              disabled={Boolean(base) && !isDirty}
              aria-disabled={left > 0 || undefined}
            >
              {left > 0 ? `${action} in ${left} s` : action}
            </Button>
          </div>
        </div>
      </Form>
      <AlertDialog
        open={isAsking}
        onOpenChange={setAsking}
        tone="primary"
        title="More than twice the budget?"
        description={`The budget changes from ${budget?.before ?? ''} to ${budget?.after ?? ''}.`}
        confirm={`Save ${totalOf(draft.flights) === null ? '' : (budget?.after ?? '')}`}
        // A refusal is shown at the form, so the dialog closes in any case.
        onConfirm={() => save.mutateAsync().catch(() => undefined)}
      />
    </>
  );
}
