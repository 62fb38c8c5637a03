import { expect, it } from 'vitest';
import type { Dependencies } from '@/shared/queries';
import { ageBars, breakerTable, sentenceOf, verdictOf, type Dependency } from './service';

const cell = (region: Dependency['region'], group: string, breaker: Dependency['breaker'] = 'closed'): Dependency => ({
  region,
  group,
  breaker,
  last_answered: null,
  last_failed: null,
});

const report = (change: Partial<Dependencies> = {}): Dependencies => ({
  status: 'healthy',
  timestamp: '2026-11-28T10:00:00Z',
  amazon: [cell('NA', 'accounts')],
  clerk: { has_keys: true },
  scheduler: { is_ticking: true, last_tick_seconds_ago: 8 },
  ...change,
});

it('has a place for every region and group, and for a group that is new', () => {
  const { groups, rows } = breakerTable([cell('EU', 'dsp'), cell('EU', 'billing')]);
  expect(groups).toEqual(['accounts', 'dsp', 'reports', 'login', 'billing']);
  expect(rows.map(({ region, cells }) => [region, cells.filter(Boolean).length])).toEqual([
    ['NA', 0],
    ['EU', 2],
    ['FE', 0],
  ]);
});

it('says the worst thing first', () => {
  const open = [cell('EU', 'dsp', 'open'), cell('FE', 'login', 'half_open')];
  expect(verdictOf(report()).tone).toBe('ok');
  expect(verdictOf(report({ amazon: open })).title).toBe(
    'Amazon is not responding: DSP (Europe), Login with Amazon (Far East)',
  );
  const stopped = { is_ticking: false, last_tick_seconds_ago: null };
  expect(verdictOf(report({ amazon: open, scheduler: stopped })).title).toBe('The scheduler has stopped');
  expect(verdictOf(report({ scheduler: stopped, clerk: { has_keys: false } })).title).toBe('Sign-in keys are missing');
});

it('counts accounts that were never synced apart from old ones', () => {
  const bars = ageBars({
    never_synced: 2,
    sync_age: [
      { up_to_minutes: 60, count: 5 },
      { up_to_minutes: 360, count: 1 },
      { up_to_minutes: 10_080, count: 0 },
      { up_to_minutes: null, count: 3 },
    ],
  });
  expect(bars).toEqual([
    { label: 'Up to 1 hour', value: 5 },
    { label: 'Up to 6 hours', value: 1 },
    { label: 'Up to 1 week', value: 0 },
    { label: 'Older than 1 week', value: 1 },
    { label: 'Never synced', value: 2 },
  ]);
});

it('says in a sentence where most accounts are', () => {
  expect(sentenceOf([])).toBe('There are no accounts.');
  expect(sentenceOf([{ label: 'Active', value: 3 }])).toBe('All 3 accounts: active.');
  expect(
    sentenceOf([
      { label: 'Active', value: 3 },
      { label: 'Pending', value: 1 },
    ]),
  ).toBe('75 % of 4 accounts: active.');
});
