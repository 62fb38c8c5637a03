import { count } from '@/shared/texts';
import { cn } from '@/ui/cn';
import { seatsIn, toggled, type Exchange } from './seats';

/** The exchanges with their numbers of seats; each is a filter. */
export function ExchangeChips({
  exchanges,
  chosen,
  onChoose,
}: {
  exchanges: readonly Exchange[];
  chosen: readonly string[] | undefined;
  onChoose: (chosen: string[] | undefined) => void;
}) {
  return (
    <div
      role="group"
      aria-label="Exchanges"
      className="flex gap-2 max-md:-m-1 max-md:overflow-x-auto max-md:p-1 md:flex-wrap"
    >
      <Chip label="All" seats={seatsIn(exchanges)} isOn={!chosen} onPress={() => onChoose(undefined)} />
      {exchanges.map((exchange) => (
        <Chip
          key={exchange.id}
          label={exchange.name}
          seats={exchange.seats.length}
          isOn={chosen?.includes(exchange.id) ?? false}
          onPress={() => onChoose(toggled(chosen, exchange.id))}
        />
      ))}
    </div>
  );
}

function Chip({ label, seats, isOn, onPress }: { label: string; seats: number; isOn: boolean; onPress: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onPress}
      className={cn(
        'inline-flex h-8 shrink-0 items-center gap-1.5 rounded-full border px-3 transition-colors duration-120 coarse:h-11',
        isOn ? 'border-primary bg-accent font-medium text-accent-foreground' : 'bg-card hover:bg-muted',
      )}
    >
      {label}
      <span className={cn('tabular-nums', !isOn && 'text-muted-foreground')}>{count(seats)}</span>
    </button>
  );
}
