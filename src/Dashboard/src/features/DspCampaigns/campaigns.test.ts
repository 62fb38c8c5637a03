import { expect, it } from 'vitest';
import { ApiProblem } from '@/api/problems';
import { changesOf, isDoubled } from './changes';
import {
  bodyOf,
  dateErrors,
  draftOf,
  emptyDraft,
  fieldErrors,
  isEmpty,
  patchOf,
  totalOf,
  withFlight,
  type Draft,
  type FlightDraft,
} from './draft';
import { isUnconfirmed } from './outcome';
import { campaignsSearch } from './search';
import type { Campaign } from './wire';
import { kpiName, statusOfCampaign, switchOf } from './words';

const flight = (
  row: number,
  start: string,
  end: string,
  budget: string,
  flightId: string | null = null,
): FlightDraft => ({
  row,
  flightId,
  start,
  end,
  budget,
});
const draft = (flights: FlightDraft[], more: Partial<Draft> = {}): Draft => ({
  ...emptyDraft('US', 'USD'),
  name: 'Spring',
  kpi: 'REACH',
  flights,
  ...more,
});
const one = draft([flight(0, '2026-12-01', '2026-12-31', '1000')]);
const two = draft([
  flight(0, '2026-12-01', '2026-12-10', '0.1', 'a'),
  flight(1, '2026-12-11', '2026-12-20', '0.2', 'b'),
]);

const campaign = (status: string, enabling = false) =>
  ({ status, metadata: { enabling, flights: [] as unknown[] } }) as unknown as Campaign;

const refused = (...pointers: string[]) =>
  new ApiProblem(422, { errors: pointers.map((pointer) => ({ pointer, code: 'x', message: pointer })) });

it('puts each refusal at the row and the member that its pointer names', () => {
  expect(Object.keys(fieldErrors(refused('/flights/1/end_date', '/name', '/flights'), 2) ?? {})).toEqual([
    'flights.1.end_date',
    'name',
    'flights',
  ]);
});

it('takes the only flight for the campaign itself', () => {
  expect(fieldErrors(refused('/flights/0/end_date'), 1)).toEqual({ end_date: ['/flights/0/end_date'] });
  expect(fieldErrors(refused('/budget'), 1)).toEqual({ budget: ['/budget'] });
});

it('shows a refusal without pointers on top, and other failures not in the form', () => {
  expect(fieldErrors(new ApiProblem(422, { detail: 'No.' }), 1)).toEqual({ '': ['No.'] });
  expect(fieldErrors(new ApiProblem(504, {}), 1)).toBeUndefined();
});

it('refuses an end before the start, at the flight that has it', () => {
  expect(dateErrors(one.flights)).toEqual({});
  expect(Object.keys(dateErrors([flight(0, '2026-12-02', '2026-12-01', '')]))).toEqual(['end_date']);
  const rows = [...one.flights, flight(1, '2027-01-02', '2027-01-01', '1')];
  expect(Object.keys(dateErrors(rows))).toEqual(['flights.1.end_date']);
  expect(dateErrors([flight(0, '2026-12-01', '2026-12-01', ''), flight(1, '', '2026-01-01', '')])).toEqual({});
});

it('sends budget and dates of one flight as the campaign’s, and several as flights', () => {
  expect(bodyOf(one)).toMatchObject({ budget: 1000, start_date: '2026-12-01', end_date: '2026-12-31' });
  expect(bodyOf(one)).not.toHaveProperty('flights');
  expect(bodyOf(two)).not.toHaveProperty('budget');
  expect(bodyOf(two).flights?.[1]).toEqual({
    flight_id: 'b',
    start_date: '2026-12-11',
    end_date: '2026-12-20',
    budget: 0.2,
  });
});

it('sends only what an edit changes, and all flights if one changes', () => {
  expect(isEmpty(patchOf(one, { ...one, name: ' Spring ' }))).toBe(true);
  const raised = draft([flight(0, '2026-12-01', '2026-12-31', '1500')]);
  expect(patchOf(one, raised)).toEqual({ budget: 1500 });
  expect(patchOf(two, { ...two, flights: two.flights.slice(0, 1) })).toEqual({
    flights: [{ flight_id: 'a', start_date: '2026-12-01', end_date: '2026-12-10', budget: 0.1 }],
  });
});

it('starts another flight on the day after the last one', () => {
  const [, added] = withFlight(one.flights);
  expect(added).toMatchObject({ row: 1, start: '2027-01-01', flightId: null });
});

it('sums budgets exactly, and knows no sum while one is missing', () => {
  expect(totalOf(two.flights)).toBe(0.3);
  expect(totalOf([...two.flights, flight(2, '', '', '')])).toBeNull();
});

it('says what saving changes', () => {
  const before = draft([flight(0, '2026-12-01', '', '1000')]);
  const after = draft([flight(0, '2026-12-01', '2026-12-31', '1500')], { status: 'active' });
  expect(changesOf(before, after)).toEqual([
    { label: 'Status', before: 'Paused', after: 'Active' },
    { label: 'Budget', before: '1\u202f000\u00a0USD', after: '1\u202f500\u00a0USD' },
    { label: 'End date', before: 'none', after: '31 Dec 2026' },
  ]);
  expect(changesOf(before, before)).toEqual([]);
});

it('names each flight that is removed or added', () => {
  const [, second] = two.flights;
  const [, , added] = withFlight(two.flights);
  expect(second && added && changesOf(two, { ...two, flights: [second, added] }).slice(2)).toEqual([
    { label: 'Flight 1', before: '1 Dec 2026 to 10 Dec 2026, 0.10\u00a0USD', after: 'none' },
    { label: 'Flight 3', before: 'none', after: '21 Dec 2026 to none, no budget' },
  ]);
});

it('asks about a budget above twice the old one', () => {
  const budgetOf = (budget: string) => draft([flight(0, '', '', budget)]);
  expect(isDoubled(budgetOf('1000'), budgetOf('2000'))).toBe(false);
  expect(isDoubled(budgetOf('1000'), budgetOf('2000.01'))).toBe(true);
  expect(isDoubled(budgetOf(''), budgetOf('5000'))).toBe(false);
  expect(isDoubled(budgetOf('1000'), budgetOf(''))).toBe(false);
});

it('makes one flight of a campaign that lists none', () => {
  const empty = { ...campaign('draft'), campaign_name: 'X', budget: null, start_date: null, end_date: null };
  expect(draftOf(empty as Campaign).flights).toEqual([flight(0, '', '', '')]);
});

it('takes only a lost answer for an unknown outcome', () => {
  expect([0, 500, 502, 504].map((status) => isUnconfirmed(new ApiProblem(status, {})))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect([403, 412, 422, 503].map((status) => isUnconfirmed(new ApiProblem(status, {})))).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

it('shows that a campaign is being enabled, and can pause it meanwhile', () => {
  expect(statusOfCampaign(campaign('paused', true)).label).toBe('Being enabled');
  expect(switchOf(campaign('paused', true))).toBe('paused');
  expect(['active', 'paused', 'archived'].map((status) => switchOf(campaign(status)))).toEqual([
    'paused',
    'active',
    null,
  ]);
});

it('shows words of Amazon’s that it does not know', () => {
  expect(kpiName('NEW_METRIC')).toBe('New metric');
  expect(statusOfCampaign(campaign('on_hold')).label).toBe('On hold');
});

it('drops an unknown status from an address', () => {
  expect(campaignsSearch({ status: 'gone', open: 'new' })).toEqual({ status: undefined, open: 'new' });
});
