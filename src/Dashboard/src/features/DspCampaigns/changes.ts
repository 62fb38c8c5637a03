import { moneyText } from '@/shared/money';
import { endOf, startOf, totalOf, type Draft, type FlightDraft } from './draft';
import { dateText, kpiName, statusName, strategyName } from './words';

export interface Change {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

const budgetText = (draft: Draft) => {
  const total = totalOf(draft.flights);
  return total === null ? 'none' : moneyText(total, draft.currency || null);
};

const flightText = (flight: FlightDraft | undefined, currency: string) =>
  flight
    ? `${dateText(flight.start || null)} to ${dateText(flight.end || null)}, ` +
      (flight.budget ? moneyText(Number(flight.budget), currency || null) : 'no budget')
    : 'none';

const keyOf = ({ flightId, row }: FlightDraft) => flightId ?? `new ${row}`;

/** Each flight that is added, changed or removed. */
function flightChanges(before: Draft, after: Draft): Change[] {
  const keys = new Set([...before.flights, ...after.flights].map(keyOf));
  return [...keys].flatMap((key, index) => {
    const [old, now] = [before, after].map(({ flights, currency }) =>
      flightText(
        flights.find((flight) => keyOf(flight) === key),
        currency,
      ),
    );
    return old === undefined || now === undefined || old === now
      ? []
      : [{ label: `Flight ${index + 1}`, before: old, after: now }];
  });
}

/** What an edit changes, in words: `Budget 1 000 USD → 1 500 USD`, `End date none → 31 Dec 2026`. */
export function changesOf(before: Draft, after: Draft): Change[] {
  const change = (label: string, text: (draft: Draft) => string): Change[] => {
    const [old, now] = [text(before), text(after)];
    return old === now ? [] : [{ label, before: old, after: now }];
  };
  const isSplit = before.flights.length > 1 || after.flights.length > 1;
  return [
    ...change('Name', ({ name }) => name.trim() || 'none'),
    ...change('KPI', ({ kpi }) => (kpi ? kpiName(kpi) : 'none')),
    ...change('Bid strategy', ({ strategy }) => (strategy ? strategyName(strategy) : 'none')),
    ...change('Status', ({ status }) => statusName(status)),
    ...change('Budget', budgetText),
    ...change('Start date', ({ flights }) => dateText(startOf(flights))),
    ...change('End date', ({ flights }) => dateText(endOf(flights))),
    ...(isSplit ? flightChanges(before, after) : []),
  ];
}

/** Whether a budget is above twice the old one, so that it may be a mistake. */
export function isDoubled(before: Draft, after: Draft): boolean {
  const [old, now] = [totalOf(before.flights), totalOf(after.flights)];
  return old !== null && old > 0 && now !== null && now > 2 * old;
}
