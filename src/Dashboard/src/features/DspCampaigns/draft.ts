import { fieldOf, toProblem } from '@/api/problems';
import type { FormErrors } from '@/ui/form';
import type { Campaign, CampaignBody, FlightBody } from './wire';

export interface FlightDraft {
  /** Tells rows apart on the screen. */
  readonly row: number;
  readonly flightId: string | null;
  readonly start: string;
  readonly end: string;
  readonly budget: string;
}

/** What the form holds. One flight is the campaign itself; several are a table. Empty text means: not given. */
export interface Draft {
  readonly name: string;
  readonly country: string;
  readonly currency: string;
  readonly kpi: string;
  readonly strategy: string;
  readonly status: string;
  readonly flights: readonly FlightDraft[];
}

const emptyFlight: FlightDraft = { row: 0, flightId: null, start: '', end: '', budget: '' };

export const emptyDraft = (country: string, currency: string): Draft => ({
  name: '',
  country,
  currency,
  kpi: '',
  strategy: 'SPEND_BUDGET_IN_FULL',
  status: 'paused',
  flights: [emptyFlight],
});

const amount = (budget: number | null) => (budget === null ? '' : String(budget));

export function draftOf(campaign: Campaign): Draft {
  const { metadata } = campaign;
  const flights = metadata.flights.map((flight, row) => ({
    row,
    flightId: flight.flight_id,
    start: flight.start_date,
    end: flight.end_date,
    budget: String(flight.budget),
  }));
  const whole = {
    ...emptyFlight,
    start: campaign.start_date ?? '',
    end: campaign.end_date ?? '',
    budget: amount(campaign.budget),
  };
  return {
    name: campaign.campaign_name,
    country: metadata.country ?? '',
    currency: campaign.currency ?? '',
    kpi: metadata.kpi ?? '',
    strategy: metadata.bid_strategy ?? '',
    status: campaign.status,
    flights: flights.length > 0 ? flights : [whole],
  };
}

/** Another flight, which begins on the day after the last one ends. */
export function withFlight(flights: readonly FlightDraft[]): FlightDraft[] {
  const last = flights.reduce((latest, { end }) => (end > latest ? end : latest), '');
  const next = last && new Date(Date.parse(`${last}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  const row = Math.max(...flights.map((flight) => flight.row)) + 1;
  return [...flights, { ...emptyFlight, row, start: next }];
}

const number = (text: string) => (text.trim() === '' ? undefined : Number(text));

/** The sum of the flights, in cents so that it is exact; null while one is missing. */
export const totalOf = (flights: readonly FlightDraft[]): number | null =>
  flights.some(({ budget }) => number(budget) === undefined)
    ? null
    : flights.reduce((cents, { budget }) => cents + Math.round(Number(budget) * 100), 0) / 100;

const given = (days: string[]) => days.filter(Boolean).toSorted();
export const startOf = (flights: readonly FlightDraft[]) => given(flights.map(({ start }) => start))[0] ?? null;
export const endOf = (flights: readonly FlightDraft[]) => given(flights.map(({ end }) => end)).at(-1) ?? null;

const flightBody = ({ flightId, start, end, budget }: FlightDraft): FlightBody => ({
  ...(flightId && { flight_id: flightId }),
  start_date: start,
  end_date: end,
  budget: number(budget),
});

const timeOf = (flights: readonly FlightDraft[]): CampaignBody => {
  const [first] = flights;
  if (flights.length !== 1 || !first) return { flights: flights.map(flightBody) };
  return { budget: number(first.budget), start_date: first.start || undefined, end_date: first.end || undefined };
};

/** A new campaign. */
export const bodyOf = (draft: Draft): CampaignBody => ({
  name: draft.name.trim(),
  country: draft.country || undefined,
  currency: draft.currency || undefined,
  kpi: draft.kpi,
  bid_strategy: draft.strategy || undefined,
  status: draft.status,
  ...timeOf(draft.flights),
});

/** The members that an edit changes; empty if it changes none. */
export function patchOf(before: Draft, after: Draft): CampaignBody {
  const changed = <T>(a: T, b: T) => JSON.stringify(a) !== JSON.stringify(b);
  const body: CampaignBody = {};
  if (before.name !== after.name.trim()) body.name = after.name.trim();
  if (changed(before.kpi, after.kpi)) body.kpi = after.kpi;
  if (changed(before.strategy, after.strategy)) body.bid_strategy = after.strategy;
  if (changed(before.status, after.status)) body.status = after.status;
  const was = before.flights.map(flightBody);
  if (!changed(was, after.flights.map(flightBody))) return body;
  if (before.flights.length > 1 || after.flights.length > 1) return { ...body, flights: after.flights.map(flightBody) };
  const [old, now] = [timeOf(before.flights), timeOf(after.flights)];
  for (const key of ['budget', 'start_date', 'end_date'] as const)
    if (old[key] !== now[key]) Object.assign(body, { [key]: now[key] });
  return body;
}

export const isEmpty = (body: CampaignBody) => Object.keys(body).length === 0;

/** The service's errors by the form's fields. While there is one flight, its members are the campaign's. */
export function fieldErrors(error: unknown, flights: number): FormErrors | undefined {
  const problem = toProblem(error);
  if (problem.status !== 422) return undefined;
  if (problem.errors.length === 0) return { '': [problem.message] };
  const fields: Record<string, string[]> = {};
  for (const { pointer, message } of problem.errors) {
    const field = flights === 1 ? fieldOf(pointer).replace(/^flights\.0\./, '') : fieldOf(pointer);
    (fields[field] ??= []).push(message);
  }
  return fields;
}

/** What the page itself refuses in the order of the dates, by field. */
export function dateErrors(flights: readonly FlightDraft[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const [index, { start, end }] of flights.entries())
    if (start && end && end < start)
      errors[fieldName(flights.length, index, 'end_date')] = 'The end must not be before the start.';
  return errors;
}

export const fieldName = (flights: number, index: number, member: 'start_date' | 'end_date' | 'budget') =>
  flights === 1 ? member : `flights.${index}.${member}`;
