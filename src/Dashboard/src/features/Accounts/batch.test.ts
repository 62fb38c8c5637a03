import { describe, expect, it } from 'vitest';
import { chunksOf, reasonsOf, runBatch, type SendChunk } from './batch';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `a${index}`);

describe('a batch', () => {
  it('is sent in chunks of 100, one after the other', async () => {
    const sizes: number[] = [];
    const progress: number[] = [];
    let underWay = 0;
    const send: SendChunk = async (chunk) => {
      expect(++underWay).toBe(1);
      sizes.push(chunk.length);
      await Promise.resolve();
      underWay--;
      return [];
    };
    const outcome = await runBatch(ids(212), send, { onProgress: (done) => progress.push(done) });
    expect(sizes).toEqual([100, 100, 12]);
    expect(progress).toEqual([100, 200, 212]);
    expect(outcome).toEqual({ total: 212, succeeded: ids(212), failed: [], left: [] });
  });

  it('sends nothing more after a stop, and keeps the outcome of the chunk under way', async () => {
    const stop = new AbortController();
    const sent: number[] = [];
    const outcome = await runBatch(
      ids(250),
      (chunk) => {
        sent.push(chunk.length);
        if (sent.length === 2) stop.abort();
        return Promise.resolve([]);
      },
      { signal: stop.signal },
    );
    expect(sent).toEqual([100, 100]);
    expect(outcome.succeeded).toHaveLength(200);
    expect(outcome.left).toEqual(ids(250).slice(200));
  });

  it('continues after a chunk that was refused as a whole', async () => {
    let chunks = 0;
    const outcome = await runBatch(ids(150), () =>
      ++chunks === 1 ? Promise.reject(new Error('Too many requests.')) : Promise.resolve([]),
    );
    expect(outcome.succeeded).toHaveLength(50);
    expect(outcome.failed).toHaveLength(100);
    expect(outcome.failed[0]).toEqual({ id: 'a0', reason: 'Too many requests.' });
  });

  it('retries only what failed', async () => {
    const broken = new Set(['a1', 'a101']);
    const send: SendChunk = (chunk) =>
      Promise.resolve(chunk.filter((id) => broken.has(id)).map((id) => ({ id, reason: 'No access.' })));
    const first = await runBatch(ids(120), send);
    broken.delete('a1');
    const again = await runBatch(
      first.failed.map(({ id }) => id),
      send,
    );
    expect(first.failed.map(({ id }) => id)).toEqual(['a1', 'a101']);
    expect(again).toEqual({
      total: 2,
      succeeded: ['a1'],
      failed: [{ id: 'a101', reason: 'No access.' }],
      left: [],
    });
  });
});

it('makes no chunk of nothing', () => {
  expect(chunksOf([])).toEqual([]);
});

it('lists reasons by how often they occur', () => {
  const failures = [
    { id: 'a', reason: 'x' },
    { id: 'b', reason: 'y' },
    { id: 'c', reason: 'y' },
  ];
  expect(reasonsOf(failures)).toEqual([
    { reason: 'y', ids: ['b', 'c'] },
    { reason: 'x', ids: ['a'] },
  ]);
});
