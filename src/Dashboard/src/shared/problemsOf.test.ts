import { describe, expect, it } from 'vitest';
import { problemsOf, type Facts } from './problemsOf';
import type { Connection, Dependencies, Run, Summary } from './queries';

const now = Date.parse('2026-11-28T12:00:00Z');

const connection = (changes: Partial<Connection> = {}): Connection =>
  ({
    id: 'c1',
    label: 'Agency EU',
    region: 'EU',
    status: 'active',
    sync_interval_minutes: 360,
    created_at: '2026-05-03T10:00:00.000Z',
    ...changes,
  }) as Connection;

const run = (changes: Partial<Run> = {}): Run =>
  ({ sync_id: 'r1', status: 'success', errors: [], started_at: '2026-11-28T11:00:00.000Z', ...changes }) as Run;

const summary = (changes: Partial<Summary> = {}): Summary =>
  ({
    total: 214,
    by_connection: [{ id: 'c1', count: 214 }],
    with_errors: 0,
    oldest_sync_at: null,
    ...changes,
  }) as Summary;

const kinds = (facts: Facts) => problemsOf(facts, now).map((problem) => problem.kind);

describe('problems', () => {
  it('are none if everything is up to date', () => {
    expect(kinds({ connections: [connection()], runs: [run()], summary: summary() })).toEqual([]);
  });

  it('are none while nothing is loaded', () => {
    expect(kinds({})).toEqual([]);
  });

  it('are ranked: what stops everything first', () => {
    const failed = { scope: 'dsp_advertisers', region: 'FE', code: 'amazon.unavailable', message: 'x' };
    const facts: Facts = {
      connections: [connection(), connection({ id: 'c2', status: 'needs_reauth' })],
      dependencies: { amazon: [{ region: 'EU', breaker: 'open' }] } as Dependencies,
      runs: [run({ status: 'partial', errors: [failed] as Run['errors'] })],
      summary: summary({ with_errors: 12, oldest_sync_at: '2026-11-27T12:00:00.000Z' }),
    };
    expect(kinds(facts)).toEqual(['invalid_grant', 'breaker', 'partial', 'errors', 'outdated']);
    expect(problemsOf(facts, now)[2]?.text).toBe(
      'Partly synced: DSP advertisers (Far East) failed. Nothing was removed.',
    );
  });

  it('keep the last finished result while a new run is in progress', () => {
    const runs = [run({ status: 'in_progress' }), run({ status: 'failed' })];
    expect(kinds({ connections: [connection()], runs })).toEqual(['failed']);
  });

  it('name the login and count its accounts', () => {
    const [problem] = problemsOf({ connections: [connection({ status: 'needs_reauth' })], summary: summary() }, now);
    expect(problem?.title).toBe('Reconnect “Agency EU”');
    expect(problem?.text).toContain('214 accounts show data from before that');
  });

  it('do not count a service that recovers on its own', () => {
    const facts: Facts = {
      connections: [connection()],
      dependencies: { amazon: [{ region: 'EU', breaker: 'open' }] } as Dependencies,
    };
    expect(problemsOf(facts, now).every((problem) => !problem.counts)).toBe(true);
  });

  it('ask a new user to connect, without counting it as a problem', () => {
    expect(problemsOf({ connections: [], summary: summary({ total: 0 }) }, now)[0]).toMatchObject({
      kind: 'not_connected',
      counts: false,
    });
  });

  it('accept data as old as two intervals', () => {
    const atLimit = summary({ oldest_sync_at: '2026-11-28T00:00:00.000Z' });
    const beyond = summary({ oldest_sync_at: '2026-11-27T23:59:00.000Z' });
    expect(kinds({ connections: [connection()], summary: atLimit })).toEqual([]);
    expect(kinds({ connections: [connection()], summary: beyond })).toEqual(['outdated']);
  });
});
