import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Run } from './queries';
import { updatesOf } from './runUpdates';

vi.mock('@/session/session', () => ({
  session: () => ({ token: () => Promise.resolve('token') }),
  signIn: vi.fn<() => void>(),
}));

const run = (status: Run['status'], seen = 0) => ({ sync_id: 'r1', status, progress: { accounts_seen: seen } });
const event = (id: number, body: object) => `id: ${id}\ndata: ${JSON.stringify(body)}\n\n`;

type Answer = (request: Request) => Response | Promise<Response>;
const stream = (text: string, cut = false): Answer => {
  const bytes = new TextEncoder().encode(text);
  let sent = false;
  // The first read gives the text, the second one the end.
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    if (!sent) controller.enqueue(bytes);
    else if (cut) controller.error(new TypeError('cut'));
    else controller.close();
    sent = true;
  };
  return () => new Response(new ReadableStream({ pull }, { highWaterMark: 0 }));
};
const silent: Answer = ({ signal }) =>
  new Response(
    new ReadableStream({
      start: (controller) => signal.addEventListener('abort', () => controller.error(signal.reason)),
    }),
  );
const down: Answer = () => Promise.reject(new TypeError('connection refused'));
const state =
  (body: object): Answer =>
  () =>
    Response.json(body);
const refused =
  (status: number, headers: Record<string, string> = {}): Answer =>
  () =>
    Response.json({ code: 'x', detail: 'No.' }, { status, headers });

const requests: Request[] = [];
const answerWith = (...answers: Answer[]) =>
  vi.stubGlobal('fetch', (request: Request) => {
    requests.push(request);
    return (answers.shift() ?? down)(request);
  });

async function collect(): Promise<string[]> {
  const seen: string[] = [];
  for await (const { status, progress } of updatesOf('r1', new AbortController().signal)) {
    seen.push(`${status} ${progress.accounts_seen}`);
  }
  return seen;
}

/** The states of the run, with every pause over at once. */
async function statesOf(): Promise<string[]> {
  const states = collect();
  const settled = vi.fn<() => void>();
  void states.then(settled, settled);
  while (settled.mock.calls.length === 0) await vi.advanceTimersByTimeAsync(1000);
  return states;
}

const paths = () => requests.map(({ url }) => new URL(url).pathname.replace('/api/v1/accounts/sync/r1', '') || 'state');

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  requests.length = 0;
});

it('resumes a stream that is cut inside an event after the last whole one', async () => {
  answerWith(
    stream(event(1, run('in_progress', 10)) + event(2, run('in_progress', 20)).slice(0, 30), true),
    stream(event(2, run('in_progress', 20)) + event(3, run('success', 30))),
  );

  expect(await statesOf()).toEqual(['in_progress 10', 'in_progress 20', 'success 30']);
  expect(requests.map(({ headers }) => headers.get('Last-Event-ID'))).toEqual([null, '1']);
});

it('polls after three failures, through a restart of the service, and ends once', async () => {
  answerWith(
    down,
    down,
    down,
    state(run('in_progress', 5)),
    down,
    state(run('in_progress', 6)),
    state(run('partial', 7)),
  );

  expect(await statesOf()).toEqual(['in_progress 5', 'in_progress 6', 'partial 7']);
  expect(paths()).toEqual(['/events', '/events', '/events', 'state', 'state', 'state', 'state']);
});

it('counts failures since the last event alone', async () => {
  answerWith(down, down, stream(event(1, run('in_progress'))), down, stream(event(2, run('success'))));

  expect(await statesOf()).toHaveLength(2);
  expect(paths()).not.toContain('state');
});

it('takes up a stream that has fallen silent', async () => {
  answerWith(silent, stream(event(1, run('success', 1))));

  expect(await statesOf()).toEqual(['success 1']);
});

it('waits as long as a refusal asks for', async () => {
  const before = Date.now();
  answerWith(refused(429, { 'Retry-After': '20' }), stream(event(1, run('success'))));

  await statesOf();

  expect(Date.now() - before).toBeGreaterThanOrEqual(20_000);
});

it('stops at a run that does not exist', async () => {
  answerWith(refused(404));

  await expect(statesOf()).rejects.toMatchObject({ status: 404 });
  expect(requests).toHaveLength(1);
});
