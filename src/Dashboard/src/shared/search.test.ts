import { expect, it } from 'vitest';
import { flag, listMatching, listOf, oneOf, parseSearch, sequenceOf, stringifySearch, text } from './search';

it('returns what was written, for any text', () => {
  const characters = ['a', 'Z', '0', ' ', '&', '=', '?', '#', '%', '+', ',', '/', 'ü', '日', '🇩🇪', '"', '<'];
  let seed = 7;
  const next = (bound: number) => (seed = (seed * 48271) % 2147483647) % bound;
  for (let round = 0; round < 500; round++) {
    const values: Record<string, string> = {};
    for (let i = 0; i < 4; i++) {
      const word = Array.from({ length: 1 + next(6) }, () => characters[next(characters.length)]).join('');
      values[`k${i}`] = word;
    }
    expect(parseSearch(stringifySearch(values))).toEqual(values);
  }
});

it('gives equal views equal links', () => {
  expect(stringifySearch({ status: ['active', 'error'], q: 'hi', type: undefined, tag: '' })).toBe(
    '?q=hi&status=active,error',
  );
  expect(stringifySearch({})).toBe('');
});

it('drops unknown values silently', () => {
  expect(listOf('error,bogus', ['active', 'error'])).toEqual(['error']);
  expect(listOf('bogus', ['active'])).toBeUndefined();
  expect(listMatching('DE,x,FR,DE', /^[A-Z]{2}$/)).toEqual(['DE', 'FR']);
  expect(oneOf('cards', ['table', 'cards'], 'table')).toBe('cards');
  expect(oneOf('table', ['table', 'cards'], 'table')).toBeUndefined();
  expect(flag('yes')).toBeUndefined();
  expect(text('  ')).toBeUndefined();
});

it('keeps the order of a sequence', () => {
  expect(sequenceOf('synced,bogus,name,synced', ['name', 'synced'])).toEqual(['synced', 'name']);
  expect(sequenceOf('bogus', ['name'])).toBeUndefined();
});
