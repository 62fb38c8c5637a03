import { Plus, Trash2 } from 'lucide-react';
import { decimalsOf, moneyText } from '@/shared/money';
import { Button } from '@/ui/button';
import { cn } from '@/ui/cn';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { dateErrors, endOf, fieldName, startOf, totalOf, withFlight, type Draft, type FlightDraft } from './draft';
import { dateText } from './words';

const most = 150;

/** Dates and budget: of the campaign as a whole, or of each of its flights. */
export function Flights({
  draft,
  before,
  onChange,
}: {
  draft: Draft;
  before: Draft;
  onChange: (flights: FlightDraft[]) => void;
}) {
  const { flights, currency } = draft;
  const isSplit = flights.length > 1;
  const total = totalOf(flights);
  return (
    <fieldset className="flex min-w-0 flex-col gap-3 border-t pt-4">
      <legend className="sr-only">Dates and budget</legend>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold" aria-hidden>
          {isSplit ? 'Flights' : 'Dates and budget'}
        </h3>
        <p className="text-sm text-muted-foreground">
          {isSplit &&
            `${dateText(startOf(flights))} to ${dateText(endOf(flights))}, ` +
              (total === null ? 'no budget yet' : `${moneyText(total, currency || null)} in all`)}
        </p>
      </div>
      {flights.map((flight, index) => (
        <FlightRow
          key={flight.row}
          flights={flights}
          index={index}
          currency={currency}
          before={before.flights.find(({ row, flightId }) => row === flight.row && flightId === flight.flightId)}
          onChange={(changes) => onChange(flights.map((row, at) => (at === index ? { ...row, ...changes } : row)))}
          onRemove={isSplit ? () => onChange(flights.filter((_, at) => at !== index)) : undefined}
        />
      ))}
      <div>
        <Button size="sm" disabled={flights.length >= most} onClick={() => onChange(withFlight(flights))}>
          <Plus aria-hidden className="size-3.5" />
          {isSplit ? 'Add a flight' : 'Split into flights'}
        </Button>
      </div>
    </fieldset>
  );
}

const today = () => new Date().toISOString().slice(0, 10);

function FlightRow({
  flights,
  index,
  currency,
  before,
  onChange,
  onRemove,
}: {
  flights: readonly FlightDraft[];
  index: number;
  currency: string;
  before: FlightDraft | undefined;
  onChange: (changes: Partial<FlightDraft>) => void;
  onRemove?: () => void;
}) {
  const flight = flights[index];
  if (!flight) return null;
  const name = (member: Parameters<typeof fieldName>[2]) => fieldName(flights.length, index, member);
  const label = (text: string) => (onRemove ? `${text}, flight ${index + 1}` : text);
  const smallest = 10 ** -Math.min(2, decimalsOf(currency || null));
  return (
    <fieldset
      className={cn(
        'grid min-w-0 grid-cols-2 items-start gap-3',
        onRemove ? 'sm:grid-cols-[1fr_1fr_1fr_auto]' : 'sm:grid-cols-3',
      )}
    >
      <legend className="sr-only">{onRemove ? `Flight ${index + 1}` : 'Campaign'}</legend>
      <Field name={name('start_date')} label={label('Start')}>
        <Input
          type="date"
          required
          // A start that has passed stays; a new one lies ahead.
          min={flight.start === before?.start ? undefined : today()}
          value={flight.start}
          onValueChange={(start) => onChange({ start })}
        />
      </Field>
      <Field
        name={name('end_date')}
        label={label('End')}
        validate={() => dateErrors(flights)[name('end_date')] ?? null}
      >
        <Input type="date" required value={flight.end} onValueChange={(end) => onChange({ end })} />
      </Field>
      <Field name={name('budget')} label={label('Budget')}>
        <Input
          type="number"
          inputMode="decimal"
          required
          min={smallest}
          max={1_000_000_000}
          step={smallest}
          value={flight.budget}
          onValueChange={(budget) => onChange({ budget })}
          after={currency ? <span className="text-sm">{currency}</span> : undefined}
        />
      </Field>
      {onRemove && (
        <Button
          variant="ghost"
          size="icon"
          aria-label={`Remove flight ${index + 1}`}
          onClick={onRemove}
          className="mt-6.5 max-sm:justify-self-start"
        >
          <Trash2 aria-hidden />
        </Button>
      )}
    </fieldset>
  );
}
