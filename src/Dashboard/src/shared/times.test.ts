import { expect, it } from 'vitest';
import { ago, due, duration } from './times';

const now = Date.parse('2026-11-28T12:00:00Z');
const before = (seconds: number) => ago(now - seconds * 1000, now);

it('rounds an age down and never shows a negative one', () => {
  expect(before(-30)).toBe('just now');
  expect(before(4)).toBe('just now');
  expect(before(59)).toBe('59 s ago');
  expect(before(60)).toBe('1 min ago');
  expect(before(239)).toBe('3 min ago');
  expect(before(240)).toBe('4 min ago');
  expect(before(7200)).toBe('2 h ago');
  expect(before(86_400 * 3)).toBe('3 days ago');
});

it('shows a time that has passed as due now', () => {
  expect(due(now - 60_000, now)).toBe('due now');
  expect(due(now + 90_000, now)).toBe('in 1 min');
  expect(due(now + 5 * 3_600_000, now)).toBe('in 5 h');
  expect(due(now + 20_000, now)).toBe('in 20 s');
});

it('writes a length in its two largest units', () => {
  expect(duration(21_000)).toBe('21 s');
  expect(duration(3 * 60_000)).toBe('3 min');
  expect(duration(7_800_000)).toBe('2 h 10 min');
});
