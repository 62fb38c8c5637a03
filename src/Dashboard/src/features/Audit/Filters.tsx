import { SlidersHorizontal } from 'lucide-react';
import { eventName, eventTypes } from '@/shared/auditEvents';
import { useMedia } from '@/shared/useMedia';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { Sheet } from '@/ui/sheet';
import { isFiltered, isReversed, isTarget, type AuditSearch } from './filters';

const statuses = [
  { value: 'success', label: 'Successful' },
  { value: 'failure', label: 'Failed' },
];

interface FiltersProps {
  search: AuditSearch;
  timezone: string;
  choose: (next: AuditSearch) => void;
  /** The target while it is typed. */
  typed: string;
  onType: (text: string) => void;
}

/** The filters; where there is little room they stand in a drawer. */
export function Filters(props: FiltersProps) {
  if (useMedia('(min-width: 768px)')) return <Fields {...props} />;
  const active = Object.values(props.search).filter((value) => value !== undefined).length;
  return (
    <Sheet
      title="Filters"
      trigger={
        <Button className="self-start">
          <SlidersHorizontal aria-hidden />
          {active > 0 ? `Filters ${active}` : 'Filters'}
        </Button>
      }
    >
      <Fields {...props} />
    </Sheet>
  );
}

/** Each filter is a part of the address. Days are those of the user's time zone. */
function Fields({ search, timezone, choose, typed, onType }: FiltersProps) {
  const { event, status, from, to, target } = search;
  const known = event && !eventTypes.includes(event) ? [event, ...eventTypes] : eventTypes;
  return (
    <div
      role="search"
      aria-label="Filters of the audit log"
      className="grid grid-cols-2 items-start gap-3 md:flex md:flex-wrap"
    >
      <Field label="Event" className="col-span-2 md:w-56">
        <Select
          placeholder="All events"
          options={known.map((type) => ({ value: type, label: eventName(type) }))}
          value={event ?? ''}
          onValueChange={(next) => choose({ event: next || undefined })}
        />
      </Field>
      <Field label="Outcome" className="col-span-2 md:w-32">
        <Select
          placeholder="All"
          options={statuses}
          value={status ?? ''}
          onValueChange={(next) => choose({ status: (next || undefined) as AuditSearch['status'] })}
        />
      </Field>
      <Field
        label="From"
        className="md:min-w-36"
        error={isReversed(search) ? 'The end is before the start.' : undefined}
      >
        <Input type="date" value={from ?? ''} max={to} onValueChange={(next) => choose({ from: next || undefined })} />
      </Field>
      <Field label="To" className="md:min-w-36">
        <Input type="date" value={to ?? ''} min={from} onValueChange={(next) => choose({ to: next || undefined })} />
      </Field>
      <Field
        label="Target"
        className="col-span-2 md:w-64"
        error={isTarget(target) ? undefined : 'An id has letters, digits and . _ : - only.'}
      >
        <Input type="search" placeholder="Id of an account, login or user" value={typed} onValueChange={onType} />
      </Field>
      <p className="col-span-2 flex w-full flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted-foreground">
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
