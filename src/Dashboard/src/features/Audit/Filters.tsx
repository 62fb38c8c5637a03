import { eventName, eventTypes } from '@/shared/auditEvents';
import { useTypedText } from '@/shared/useTypedText';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { isFiltered, isReversed, isTarget, type AuditSearch } from './filters';

const statuses = [
  { value: 'success', label: 'Successful' },
  { value: 'failure', label: 'Failed' },
];

/** Each filter is a part of the address. Days are those of the user's time zone. */
export function Filters({
  search,
  timezone,
  change,
}: {
  search: AuditSearch;
  timezone: string;
  /** A choice is a step of the history; what is typed is not. */
  change: (next: AuditSearch, how: 'choice' | 'typing') => void;
}) {
  const { event, status, from, to, target } = search;
  const [typed, setTyped] = useTypedText(target ?? '', (text) => change({ target: text || undefined }, 'typing'));
  const known = event && !eventTypes.includes(event) ? [event, ...eventTypes] : eventTypes;
  const choose = (next: AuditSearch) => change(next, 'choice');
  return (
    <div role="search" aria-label="Filters of the audit log" className="flex flex-wrap items-start gap-3">
      <Field label="Event" className="w-full sm:w-56">
        <Select
          placeholder="All events"
          options={known.map((type) => ({ value: type, label: eventName(type) }))}
          value={event ?? ''}
          onValueChange={(next) => choose({ event: next || undefined })}
        />
      </Field>
      <Field label="Outcome" className="min-w-32 grow sm:grow-0">
        <Select
          placeholder="All"
          options={statuses}
          value={status ?? ''}
          onValueChange={(next) => choose({ status: (next || undefined) as AuditSearch['status'] })}
        />
      </Field>
      <Field
        label="From"
        className="min-w-36 grow sm:grow-0"
        error={isReversed(search) ? 'The end is before the start.' : undefined}
      >
        <Input type="date" value={from ?? ''} max={to} onValueChange={(next) => choose({ from: next || undefined })} />
      </Field>
      <Field label="To" className="min-w-36 grow sm:grow-0">
        <Input type="date" value={to ?? ''} min={from} onValueChange={(next) => choose({ to: next || undefined })} />
      </Field>
      <Field
        label="Target"
        className="w-full sm:w-64"
        error={isTarget(target) ? undefined : 'An id has letters, digits and . _ : - only.'}
      >
        <Input type="search" placeholder="Id of an account, login or user" value={typed} onValueChange={setTyped} />
      </Field>
      <p className="flex w-full flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted-foreground">
        Days are those of {timezone.replaceAll('_', ' ')}.
        {isFiltered(search) && (
          <Button
            variant="link"
            size="inline"
            onClick={() =>
              choose({ event: undefined, status: undefined, from: undefined, to: undefined, target: undefined })
            }
          >
            Clear filters
          </Button>
        )}
      </p>
    </div>
  );
}
