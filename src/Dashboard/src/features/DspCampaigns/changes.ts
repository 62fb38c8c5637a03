import { moneyText } from '@/shared/money';
import { endOf, startOf, totalOf, type Draft } from './draft';
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

const flightsText = (draft: Draft) =>
  draft.flights
    .map(({ start, end, budget }) => `${dateText(start || null)} to ${dateText(end || null)}, ${budget || 'none'}`)
    .join('; ');

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
    ...(isSplit ? change('Flights', flightsText) : []),
  ];
}

/** Whether a budget is above twice the old one, so that it may be a mistake. */
export function isDoubled(before: Draft, after: Draft): boolean {
  const [old, now] = [totalOf(before.flights), totalOf(after.flights)];
  return old !== null && old > 0 && now !== null && now > 2 * old;
}
