import { expect, it } from 'vitest';
import { filtersOf, isFiltered, isReversed, isTarget } from './filters';

it('turns days of the zone of the user into times, the last day included', () => {
  expect(filtersOf({ from: '2026-11-27', to: '2026-11-28' }, 'Europe/Berlin')).toEqual({
    from: '2026-11-26T23:00:00.000Z',
    to: '2026-11-28T23:00:00.000Z',
  });
});

it('includes the whole of one day', () => {
  const { from, to } = filtersOf({ from: '2026-03-29', to: '2026-03-29' }, 'Europe/Berlin');
  expect([from, to]).toEqual(['2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z']);
});

it('names the other filters as the service does', () => {
  expect(filtersOf({ event: 'token.refresh', status: 'failure', target: 'a-1' }, 'UTC')).toEqual({
    event_type: 'token.refresh',
    status: 'failure',
    target_id: 'a-1',
  });
});

it('knows a reversed range, an impossible target and an unfiltered view', () => {
  expect(isReversed({ from: '2026-11-28', to: '2026-11-27' })).toBe(true);
  expect(isReversed({ from: '2026-11-28', to: '2026-11-28' })).toBe(false);
  expect(isTarget('amzn1.ads-account.g.x')).toBe(true);
  expect(isTarget('two words')).toBe(false);
  expect(isFiltered({})).toBe(false);
  expect(isFiltered({ status: 'failure' })).toBe(true);
});
