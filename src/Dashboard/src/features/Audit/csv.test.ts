import { expect, it } from 'vitest';
import { csvOf } from './csv';

it('quotes what would end a cell or a line', () => {
  expect(csvOf([['plain', 'a,b', 'say "hi"', 'two\nlines', 'two\r\nlines', '']])).toBe(
    'plain,"a,b","say ""hi""","two\nlines","two\r\nlines",\r\n',
  );
});

it.each(['=1+1', '+1', '-1', '@x', '\tx'])('disarms the formula %j', (value) => {
  expect(csvOf([[value]])).toBe(`'${value}\r\n`);
});

it('disarms and quotes a formula with separators', () => {
  expect(csvOf([['=HYPERLINK("x","y")']])).toBe(`"'=HYPERLINK(""x"",""y"")"\r\n`);
  expect(csvOf([['\r=1']])).toBe(`"'\r=1"\r\n`);
});

it('leaves a sign inside of a text', () => {
  expect(csvOf([['a=b', 'x-y']])).toBe('a=b,x-y\r\n');
});

it('ends every line', () => {
  expect(csvOf([['a'], ['b']])).toBe('a\r\nb\r\n');
  expect(csvOf([])).toBe('');
});
