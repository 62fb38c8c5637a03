import { expect, it } from 'vitest';
import { ApiProblem, fieldOf } from './problems';

it('turns a JSON pointer into the name of a field', () => {
  expect(fieldOf('/flights/0/end_date')).toBe('flights.0.end_date');
  expect(fieldOf('/a~1b/c~0d')).toBe('a/b.c~d');
});

it('keeps the members of a problem document', () => {
  const response = new Response(null, { status: 409, headers: { 'Retry-After': '7' } });
  const problem = ApiProblem.of(response, {
    code: 'sync.already_running',
    detail: 'A sync is running.',
    sync_id: 's1',
  });
  expect(problem).toMatchObject({ status: 409, code: 'sync.already_running', syncId: 's1', retryAfter: 7 });
  expect(problem.message).toBe('A sync is running.');
});

it('describes a response that is no problem document', () => {
  const problem = ApiProblem.of(new Response('<html>', { status: 502 }), undefined);
  expect(problem).toMatchObject({ status: 502, code: 'unknown', errors: [] });
  expect(problem.isTransient).toBe(true);
});
