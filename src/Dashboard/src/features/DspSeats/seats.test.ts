import { expect, it } from 'vitest';
import { advertisersSearch, historySearch, seatsSearch } from './search';
import { asLines, byExchange, chosenOf, seatsIn, toggled } from './seats';
import { changesOf, changeText } from './runs';
import type { Seat, SeatRun } from './wire';

const seat = (exchangeId: string, exchangeName: string | null, deal: string | null, spend: string | null): Seat => ({
  exchangeId,
  exchangeName,
  dealCreationId: deal,
  spendTrackingId: spend,
});

const seats = [
  seat('2', 'Zeta', 'D2', null),
  seat('1', 'Alpha', null, 'S1'),
  seat('2', null, 'D1', 'S2'),
  seat('9', null, null, null),
];

it('groups the seats by exchange, exchanges by name and seats by id', () => {
  const groups = byExchange(seats);
  expect(groups.map(({ name }) => name)).toEqual(['Alpha', 'Exchange 9', 'Zeta']);
  expect(groups[2]?.seats.map(({ dealCreationId }) => dealCreationId)).toEqual(['D1', 'D2']);
  expect(seatsIn(groups)).toBe(4);
});

it('keeps exchanges of the same name apart', () => {
  const groups = byExchange([seat('2', 'Same', 'A', null), seat('1', 'Same', 'B', null)]);
  expect(groups.map(({ id }) => id)).toEqual(['1', '2']);
});

it('filters by the exchanges in the address', () => {
  const groups = byExchange(seats);
  expect(chosenOf(groups, undefined)).toHaveLength(3);
  expect(chosenOf(groups, ['2', '9']).map(({ id }) => id)).toEqual(['9', '2']);
  expect(chosenOf(groups, ['7'])).toEqual([]);
});

it('adds and removes an exchange; none left is all', () => {
  expect(toggled(undefined, '2')).toEqual(['2']);
  expect(toggled(['2'], '1')).toEqual(['1', '2']);
  expect(toggled(['1', '2'], '1')).toEqual(['2']);
  expect(toggled(['2'], '2')).toBeUndefined();
});

it('copies the seats as lines of a spreadsheet', () => {
  expect(asLines(byExchange(seats.slice(0, 2))).split('\n')).toEqual([
    'Exchange\tDeal creation id\tSpend tracking id',
    'Alpha\t\tS1',
    'Zeta\tD2\t',
  ]);
});

const run = (sync_status: SeatRun['sync_status'], seats_retrieved: number) =>
  ({ sync_status, seats_retrieved }) as SeatRun;

it('compares each read with the previous one that read the seats', () => {
  const runs = [run('success', 14), run('failed', 0), run('partial', 12), run('success', 13), run('failed', 0)];
  expect(changesOf(runs)).toEqual([2, null, -1, null, null]);
});

it('does not take a failed read for a loss of all seats', () => {
  expect(changesOf([run('success', 3), run('failed', 0), run('success', 3)])).toEqual([0, null, null]);
});

it('names a change with its sign', () => {
  expect([2, -1200, 0, null].map(changeText)).toEqual(['+2', '−1\u2009200', 'no change', '–']);
});

it('drops what an address may not contain', () => {
  expect(seatsSearch({ exchange: '2,1,2,<b>' })).toEqual({ exchange: ['1', '2'] });
  expect(historySearch({ status: 'never' })).toEqual({ status: undefined });
  expect(advertisersSearch({ q: ' nord ', all: '2' })).toEqual({ q: 'nord', all: undefined });
});
