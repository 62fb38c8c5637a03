import type { Seat } from './wire';

export interface Exchange {
  readonly id: string;
  readonly name: string;
  readonly seats: readonly Seat[];
}

const byText = (a: string | null, b: string | null) => (a ?? '\uffff').localeCompare(b ?? '\uffff', 'en');

/** The seats by exchange: exchanges by name, and those with the same name by id. */
export function byExchange(seats: readonly Seat[]): Exchange[] {
  const groups = new Map<string, Seat[]>();
  for (const seat of seats) {
    const group = groups.get(seat.exchangeId);
    if (group) group.push(seat);
    else groups.set(seat.exchangeId, [seat]);
  }
  return [...groups]
    .map(([id, members]) => ({
      id,
      name: members.find(({ exchangeName }) => exchangeName)?.exchangeName ?? `Exchange ${id}`,
      seats: members.toSorted(
        (a, b) => byText(a.dealCreationId, b.dealCreationId) || byText(a.spendTrackingId, b.spendTrackingId),
      ),
    }))
    .toSorted((a, b) => byText(a.name, b.name) || byText(a.id, b.id));
}

/** The exchanges that are chosen; without a choice, all. A choice that no exchange matches shows none. */
export const chosenOf = (exchanges: readonly Exchange[], chosen: readonly string[] | undefined) =>
  chosen ? exchanges.filter(({ id }) => chosen.includes(id)) : exchanges;

/** The choice after a press on an exchange: none left is all. */
export function toggled(chosen: readonly string[] | undefined, id: string): string[] | undefined {
  const next = chosen?.includes(id) ? chosen.filter((other) => other !== id) : [...(chosen ?? []), id].toSorted();
  return next.length > 0 ? next : undefined;
}

/** The seats as lines of a spreadsheet. */
export const asLines = (exchanges: readonly Exchange[]) =>
  [
    'Exchange\tDeal creation id\tSpend tracking id',
    ...exchanges.flatMap(({ name, seats }) =>
      seats.map(({ dealCreationId, spendTrackingId }) =>
        [name, dealCreationId ?? '', spendTrackingId ?? ''].join('\t'),
      ),
    ),
  ].join('\n');

export const seatsIn = (exchanges: readonly Exchange[]) =>
  exchanges.reduce((total, { seats }) => total + seats.length, 0);
