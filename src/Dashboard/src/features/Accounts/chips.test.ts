import { expect, it } from 'vitest';
import type { Summary } from '@/shared/queries';
import { chipsOf } from './chips';

const summary = {
  total: 10,
  with_errors: 0,
  by_status: { active: 8, pending: 0, suspended: 0, inactive: 1, disconnected: 0, error: 1 },
} as Summary;

const labels = (...[search]: [Parameters<typeof chipsOf>[1]]) => chipsOf(summary, search).map((chip) => chip.label);

it('hides chips without accounts beyond the first four', () => {
  expect(labels({})).toEqual(['All', 'Active', 'Errors', 'Pending', 'Frozen', 'Inactive']);
});

it('shows the chip of the filter in use though it counts nothing', () => {
  expect(labels({ status: ['suspended'] })).toContain('Suspended');
});

it('marks the one chip that equals the filters', () => {
  const on = (search: Parameters<typeof chipsOf>[1]) =>
    chipsOf(summary, search)
      .filter((chip) => chip.isOn)
      .map((chip) => chip.label);
  expect(on({})).toEqual(['All']);
  expect(on({ errors: '1' })).toEqual(['Errors']);
  expect(on({ status: ['error'] })).toEqual(['Frozen']);
  expect(on({ status: ['active', 'error'] })).toEqual([]);
  expect(on({ status: ['active'], errors: '1' })).toEqual([]);
});

it('replaces the filter of another chip, and removes its own', () => {
  const find = (search: Parameters<typeof chipsOf>[1], label: string) =>
    chipsOf(summary, search).find((chip) => chip.label === label)?.search;
  expect(find({ errors: '1' }, 'Active')).toEqual({ status: ['active'], errors: undefined });
  expect(find({ status: ['active'] }, 'Active')).toEqual({ status: undefined, errors: undefined });
  expect(find({ status: ['active'] }, 'Errors')).toEqual({ status: undefined, errors: '1' });
});
