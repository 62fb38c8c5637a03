import { expect, it } from 'vitest';
import { EventParser, type ServerEvent } from './stream';

const text =
  ': keep-alive\n\nid: 1\ndata: {"a":1}\n\nid:2\r\ndata: one\r\ndata: two\r\n\r\nevent: x\rdata:three\r\rdata: cut';
const expected = [
  { id: '1', data: '{"a":1}' },
  { id: '2', data: 'one\ntwo' },
  { id: '2', data: 'three' },
];

const parse = (chunks: string[]): ServerEvent[] => {
  const parser = new EventParser();
  return chunks.flatMap((chunk) => parser.push(chunk));
};

it('finds the same events wherever the stream is cut', () => {
  for (let i = 0; i <= text.length; i++) {
    expect(parse([text.slice(0, i), text.slice(i)])).toEqual(expected);
  }
  expect(parse([...text])).toEqual(expected);
});

it('does not report an event that has no blank line yet', () => {
  expect(parse(['data: cut\n'])).toEqual([]);
});
