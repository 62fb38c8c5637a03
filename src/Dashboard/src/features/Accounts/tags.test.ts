import { expect, it } from 'vitest';
import { changedTags, groupsOf, withTags } from './tags';

it('adds and removes tags and keeps the others', () => {
  expect(withTags(['vip', 'old'], { add: ['new', 'vip'], remove: ['old'] })).toEqual(['vip', 'new']);
});

it('leaves out accounts whose tags stay the same', () => {
  const before = new Map([
    ['a', ['vip']],
    ['b', []],
  ]);
  expect([...changedTags(before, { add: ['vip'], remove: [] })]).toEqual([['b', ['vip']]]);
});

it('sends accounts with equal tags together', () => {
  const wanted = new Map([
    ['a', ['x']],
    ['b', ['x', 'y']],
    ['c', ['x']],
  ]);
  expect(groupsOf(wanted)).toEqual([
    { tags: ['x'], ids: ['a', 'c'] },
    { tags: ['x', 'y'], ids: ['b'] },
  ]);
});
