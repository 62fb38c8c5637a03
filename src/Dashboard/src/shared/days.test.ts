import { expect, it } from 'vitest';
import { nextDay, startOfDay } from './days';

const start = (date: string, zone: string) => new Date(startOfDay(date, zone)).toISOString();

it('begins a day at midnight of the zone', () => {
  expect(start('2026-11-28', 'UTC')).toBe('2026-11-28T00:00:00.000Z');
  expect(start('2026-11-28', 'Europe/Berlin')).toBe('2026-11-27T23:00:00.000Z');
  expect(start('2026-07-01', 'America/Los_Angeles')).toBe('2026-07-01T07:00:00.000Z');
  expect(start('2026-07-01', 'Pacific/Kiritimati')).toBe('2026-06-30T10:00:00.000Z');
});

it('gives the days of a change of the clock 23 and 25 hours', () => {
  const hours = (date: string) =>
    (startOfDay(nextDay(date), 'Europe/Berlin') - startOfDay(date, 'Europe/Berlin')) / 3_600_000;
  expect(hours('2026-03-29')).toBe(23);
  expect(hours('2026-10-25')).toBe(25);
  expect(hours('2026-10-26')).toBe(24);
});

it('begins a day without midnight at its first hour', () => {
  // Chile skips from 00:00 to 01:00 on 6 September 2026.
  expect(start('2026-09-06', 'America/Santiago')).toBe('2026-09-06T04:00:00.000Z');
});

it('takes the first of two midnights', () => {
  // Havana repeats the hour from 00:00 to 01:00 on 1 November 2026.
  expect(start('2026-11-01', 'America/Havana')).toBe('2026-11-01T04:00:00.000Z');
});

it('knows the ends of months and years', () => {
  expect(nextDay('2026-12-31')).toBe('2027-01-01');
  expect(nextDay('2028-02-28')).toBe('2028-02-29');
});
