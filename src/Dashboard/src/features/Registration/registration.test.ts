import { beforeEach, expect, it } from 'vitest';
import { ApiProblem } from '@/api/problems';
import { forgetAttempt, isUnknown, keyOf } from '@/shared/attempts';
import { hasEnded, pollDelay, reasonsOf } from './progress';
import { bodyOf, emptyDraft, errorsOf, refusedMembers, suggestedAssociation, type Draft } from './request';

const draft: Draft = { ...emptyDraft, marketplace: 'A1PA6795UKMFR9', advertiserId: ' A1B2C3 ' };

beforeEach(() => sessionStorage.clear());

it('looks after 2 s at first and every 15 s in the end', () => {
  expect([1, 2, 3].map(pollDelay)).toEqual([2000, 3000, 4500]);
  expect(pollDelay(0)).toBe(2000);
  expect([6, 20, 10_000].map(pollDelay)).toEqual([15_000, 15_000, 15_000]);
});

it('ends at every status but PENDING', () => {
  expect(['PENDING', 'CREATED', 'DISABLED', 'FAILED'].map((status) => hasEnded({ status }))).toEqual([
    false,
    true,
    true,
    true,
  ]);
});

it('reads the reasons of accounts and of refused calls', () => {
  const errors = {
    DE: [{ errorId: 1, errorCode: 'BUSINESS_VERIFICATION', errorMessage: 'Incomplete' }],
    FR: [{ errorType: 'INVALID_INPUT', message: 'No' }, 'odd'],
  };
  expect(reasonsOf({ errors })).toEqual([
    { country: 'DE', code: 'BUSINESS_VERIFICATION', message: 'Incomplete' },
    { country: 'FR', code: 'INVALID_INPUT', message: 'No' },
    { country: 'FR', code: null, message: null },
  ]);
  expect(reasonsOf({ errors: null })).toEqual([]);
});

it('concludes the association from the form of the id', () => {
  expect(['A1B2', '12345', 'B12', ''].map(suggestedAssociation)).toEqual(['seller', 'vendor', null, null]);
});

it('sends what the form holds, without spaces at the ends', () => {
  expect(errorsOf(draft, 1)).toEqual({});
  expect(bodyOf({ ...draft, name: ' Alpine ' })).toEqual({
    marketplace_id: 'A1PA6795UKMFR9',
    advertiser_id: 'A1B2C3',
    account_type: 'ADVERTISER',
    account_name: 'Alpine',
    association: 'seller',
    connection_id: null,
  });
});

it('refuses at the fields what the service would refuse', () => {
  expect(Object.keys(errorsOf(emptyDraft, 2))).toEqual(['marketplace_id', 'advertiser_id', 'connection_id']);
  expect(errorsOf({ ...draft, advertiserId: 'A-1' }, 1)).toHaveProperty('advertiser_id');
  expect(errorsOf({ ...draft, advertiserId: 'B1' }, 1)).toHaveProperty('association');
  expect(errorsOf({ ...draft, name: 'x'.repeat(256) }, 1)).toHaveProperty('account_name');
  expect(errorsOf({ ...draft, name: 'Rocket 🚀' }, 1)).toHaveProperty('account_name');
  expect(errorsOf({ ...draft, name: 'Zürich – Süd' }, 1)).toEqual({});
});

it('keeps the key of an equal request until its outcome is known', () => {
  const key = keyOf('registration', bodyOf(draft));
  expect(keyOf('registration', bodyOf(draft))).toBe(key);
  forgetAttempt('registration');
  expect(keyOf('registration', bodyOf(draft))).not.toBe(key);
});

it('gives another request another key', () => {
  expect(keyOf('registration', bodyOf(draft))).not.toBe(keyOf('registration', bodyOf({ ...draft, name: 'Other' })));
});

it('knows when a request may have been carried out', () => {
  expect(isUnknown(ApiProblem.unreachable())).toBe(true);
  expect(isUnknown(new ApiProblem(504, {}))).toBe(true);
  expect(isUnknown(new ApiProblem(409, { code: 'idempotency.in_progress' }))).toBe(true);
  expect(isUnknown(new ApiProblem(422, {}))).toBe(false);
});

it('puts each refused member at its field', () => {
  const errors = [{ pointer: '/advertiser_id', code: 'advertiser_id', message: 'Wrong.' }];
  expect(refusedMembers(new ApiProblem(422, { errors }))).toEqual({ advertiser_id: ['Wrong.'] });
  expect(refusedMembers(new ApiProblem(422, { detail: 'No region.' }))).toEqual({ '': ['No region.'] });
});
