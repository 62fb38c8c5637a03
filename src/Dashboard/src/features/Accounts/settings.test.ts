import { expect, it } from 'vitest';
import { ApiProblem } from '@/api/problems';
import { bodyOf, differencesOf, draftOf, fieldErrors, isEqual, type Settings } from './settings';

const settings: Settings = {
  account_id: 'a',
  account_name_override: null,
  is_default: false,
  auto_sync: true,
  sync_interval_minutes: null,
  tags: ['vip', 'q4'],
  notes: null,
  version: 3,
};

it('sends what was read if nothing was changed', () => {
  const { account_id: _, version: __, ...all } = settings;
  expect(bodyOf(draftOf(settings))).toEqual(all);
});

it('sends an empty field as no value, and tags once each', () => {
  const draft = { ...draftOf(settings), name: '  ', interval: '30', tags: 'vip, , vip,new ' };
  expect(bodyOf(draft)).toMatchObject({
    account_name_override: null,
    sync_interval_minutes: 30,
    tags: ['vip', 'new'],
  });
});

it('sees no change in spaces alone', () => {
  expect(isEqual(draftOf(settings), { ...draftOf(settings), tags: 'vip,q4', notes: ' ' })).toBe(true);
  expect(isEqual(draftOf(settings), { ...draftOf(settings), autoSync: false })).toBe(false);
});

it('puts refusals at their fields', () => {
  const problem = new ApiProblem(422, {
    errors: [
      { pointer: '/sync_interval_minutes', code: 'range', message: 'Too short.' },
      { pointer: '/tags/1', code: 'format', message: 'Empty.' },
      { pointer: '/tags/2', code: 'format', message: 'Too long.' },
    ],
  });
  expect(fieldErrors(problem)).toEqual({ sync_interval_minutes: ['Too short.'], tags: ['Empty.', 'Too long.'] });
});

it('names the stored values that differ from the input', () => {
  const input = { ...draftOf(settings), tags: 'vip', autoSync: false };
  expect(differencesOf(draftOf(settings), input)).toEqual(['Tags: vip, q4', 'Automatic sync: on']);
});
