import { expect, it } from 'vitest';
import { actorOf, detailsOf, tableOf, type Entry } from './entry';

const entry: Entry = {
  id: 'e1',
  event_type: 'settings.update',
  event_status: 'success',
  target_type: 'user',
  target_id: 'u1',
  error_code: null,
  error_message: null,
  actor: { user: 'u1', session: 's1', impersonator: null },
  request_id: 'r1',
  trace_id: 't1',
  ip_address: '127.0.0.1',
  user_agent: 'test',
  metadata: { theme: 'system → dark', items: '50' },
  created_at: '2026-11-28T10:00:00Z',
};

it('separates a change into before and after', () => {
  expect(detailsOf(entry)).toEqual([
    { name: 'theme', before: 'system', after: 'dark' },
    { name: 'items', value: '50' },
  ]);
});

it('shows metadata of another shape as it is', () => {
  expect(detailsOf({ ...entry, metadata: { list: [1, 2], nothing: null } })).toEqual([
    { name: 'list', value: '[1,2]' },
    { name: 'nothing', value: 'none' },
  ]);
  expect(detailsOf({ ...entry, metadata: null })).toEqual([]);
});

it('reads the actor', () => {
  expect(actorOf(entry)).toEqual({ user: 'u1', session: 's1', impersonator: null });
  expect(actorOf({ ...entry, actor: null }).user).toBeNull();
});

it('writes a line for each entry below the names of the columns', () => {
  const [header = [], line = []] = tableOf([entry]);
  expect(line).toHaveLength(header.length);
  expect(line[header.indexOf('error_code')]).toBe('');
  expect(line[header.indexOf('metadata')]).toBe('{"theme":"system → dark","items":"50"}');
});
