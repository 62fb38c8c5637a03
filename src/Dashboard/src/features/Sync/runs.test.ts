import { expect, it } from 'vitest';
import type { Run } from '@/shared/queries';
import { byScope } from '@/shared/RunErrors';
import { seenText } from '@/shared/RunBar';
import { lengthOf } from './RunTable';
import { meaningOf } from './RunResult';
import { finishedOf } from './queries';

const run = (status: Run['status'], errors: Partial<Run['errors'][number]>[] = []) =>
  ({ sync_id: status, status, errors, started_at: '2026-11-28T10:12:00Z', completed_at: null }) as unknown as Run;

it('lists finished runs alone, so that a run in progress does not take the place of a result', () => {
  const pages = [{ syncs: [run('queued'), run('failed')] }, { syncs: [run('in_progress'), run('success')] }];

  expect(finishedOf(pages).map(({ status }) => status)).toEqual(['failed', 'success']);
});

it('groups errors by listing and region, and says that nothing was removed', () => {
  const errors: Partial<Run['errors'][number]>[] = [
    { scope: 'managers', region: 'EU', code: 'a' },
    { scope: 'dsp_advertisers', region: 'FE', code: 'b' },
    { scope: 'managers', region: 'EU', code: 'c' },
  ];
  const partial = run('partial', errors);

  expect(byScope(partial.errors).map(({ name, errors: of }) => [name, of.length])).toEqual([
    ['Manager accounts (Europe)', 2],
    ['DSP advertisers (Far East)', 1],
  ]);
  expect(meaningOf(partial)).toBe(
    'Partly synced: Manager accounts (Europe), DSP advertisers (Far East) failed. Nothing was removed.',
  );
  expect(meaningOf(run('failed'))).toContain('Nothing was changed or removed.');
});

it('guesses the end from the last complete run until more was seen', () => {
  expect(seenText(640, 1021)).toBe('640 of about 1\u2009021');
  expect(seenText(625, 321)).toBe('625 seen, 321 last time');
  expect(seenText(5, null)).toBe('5 seen');
});

it('shows no length of a run without an end', () => {
  expect(lengthOf(run('cancelled'))).toBe('–');
  expect(lengthOf({ ...run('success'), completed_at: '2026-11-28T10:12:21Z' })).toBe('21 s');
});
