import { expect, it } from 'vitest';
import { lifeText } from './LifeBar';

const now = Date.parse('2026-11-28T12:00:00Z');
const text = (minutes: number | null, auto_refresh: boolean) =>
  lifeText({ expires_at: minutes === null ? null : new Date(now + minutes * 60_000).toISOString(), auto_refresh }, now);

it('says how long access lasts and what happens at its end', () => {
  expect(text(41, true)).toBe('41 min left, refreshes automatically');
  expect(text(41, false)).toBe('41 min left, automatic refresh is off');
  expect(text(-1, true)).toBe('Refresh is due now');
  expect(text(-1, false)).toBe('Expired, refreshes when it is needed');
  expect(text(null, true)).toBe('Refresh is due now');
});
