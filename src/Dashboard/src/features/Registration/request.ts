import type { Schemas } from '@/api/client';
import { fieldOf, type ApiProblem } from '@/api/problems';

export type RegistrationBody = Schemas['RegistrationBody'];
export type Registration = Schemas['RegistrationView'];
export type Association = Schemas['RegistrationAssociation'];

/** What the form holds. Empty text means: not given. */
export interface Draft {
  readonly marketplace: string | null;
  readonly advertiserId: string;
  readonly name: string;
  readonly association: Association | null;
  readonly connection: string | null;
}

export const emptyDraft: Draft = { marketplace: null, advertiserId: '', name: '', association: null, connection: null };

/** The service's name of each part of the form. */
const members: Record<keyof Draft, string> = {
  marketplace: 'marketplace_id',
  advertiserId: 'advertiser_id',
  name: 'account_name',
  association: 'association',
  connection: 'connection_id',
};

/** The errors that are left when a part of the form changes. */
export const withoutErrorsOf = <T>(change: Partial<Draft>, errors: Record<string, T>): Record<string, T> => {
  const changed = (Object.keys(change) as (keyof Draft)[]).map((part) => members[part]);
  return Object.fromEntries(Object.entries(errors).filter(([member]) => !changed.includes(member)));
};

/** The association that the form of the id suggests, as the service does: merchant ids begin with A, vendor groups are digits. */
export function suggestedAssociation(advertiserId: string): Association | null {
  if (advertiserId.startsWith('A')) return 'seller';
  return /^[0-9]+$/.test(advertiserId) ? 'vendor' : null;
}

export const associationOf = (draft: Draft) => draft.association ?? suggestedAssociation(draft.advertiserId.trim());

/** The errors of the page, by the names of the service's members. */
export function errorsOf(draft: Draft, connections: number): Record<string, string> {
  const id = draft.advertiserId.trim();
  const name = draft.name.trim();
  const errors: Record<string, string> = {};
  if (!draft.marketplace) errors.marketplace_id = 'Choose a country.';
  if (!id) errors.advertiser_id = 'Enter the id.';
  else if (!/^[A-Za-z0-9]{1,64}$/.test(id)) errors.advertiser_id = 'An id has 1 to 64 letters and digits.';
  else if (!associationOf(draft)) errors.association = 'Choose seller or vendor; the form of the id does not tell.';
  // Amazon must list the account under exactly this name, so characters that it may change are refused.
  if (name.length > 255) errors.account_name = 'A name has at most 255 characters.';
  else if (/[\p{Cc}\p{Cs}\u{10000}-\u{10FFFF}]/u.test(name))
    errors.account_name = 'A name has no emoji or control characters.';
  if (connections > 1 && !draft.connection) errors.connection_id = 'Choose the Amazon login that opens the account.';
  return errors;
}

export const bodyOf = (draft: Draft): RegistrationBody => ({
  marketplace_id: draft.marketplace ?? '',
  advertiser_id: draft.advertiserId.trim(),
  account_type: 'ADVERTISER',
  account_name: draft.name.trim() || null,
  association: associationOf(draft),
  connection_id: draft.connection,
});

/** The service's errors by member; what names no member stands in the summary. */
export function refusedMembers(problem: ApiProblem): Record<string, string[]> {
  if (problem.status !== 422 || problem.errors.length === 0) return { '': [problem.message] };
  const byMember: Record<string, string[]> = {};
  for (const { pointer, message } of problem.errors) (byMember[fieldOf(pointer)] ??= []).push(message);
  return byMember;
}
