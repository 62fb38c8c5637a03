import { api, type Schemas } from '@/api/client';
import { ApiProblem, fieldOf } from '@/api/problems';
import type { FormErrors } from '@/ui/form';
import { toTags } from './tagText';

export type Settings = Schemas['AccountSettingsView'];
type NewSettings = Schemas['NewAccountSettings'];

/** The settings as their form holds them. */
export interface Draft {
  readonly name: string;
  readonly tags: string;
  readonly notes: string;
  readonly autoSync: boolean;
  readonly interval: string;
  readonly isDefault: boolean;
}

export const draftOf = (settings: Settings): Draft => ({
  name: settings.account_name_override ?? '',
  tags: settings.tags.join(', '),
  notes: settings.notes ?? '',
  autoSync: settings.auto_sync,
  interval: settings.sync_interval_minutes === null ? '' : String(settings.sync_interval_minutes),
  isDefault: settings.is_default,
});

/** What a form sends: all settings, because the service replaces them as a whole. */
export const bodyOf = (draft: Draft): NewSettings => ({
  account_name_override: draft.name.trim() || null,
  tags: toTags(draft.tags),
  notes: draft.notes.trim() || null,
  auto_sync: draft.autoSync,
  sync_interval_minutes: draft.interval.trim() === '' ? null : Number(draft.interval),
  is_default: draft.isDefault,
});

export const isEqual = (a: Draft, b: Draft) => JSON.stringify(bodyOf(a)) === JSON.stringify(bodyOf(b));

const fieldNames: Record<keyof Draft, string> = {
  name: 'Name',
  tags: 'Tags',
  notes: 'Notes',
  autoSync: 'Automatic sync',
  interval: 'Minutes between syncs',
  isDefault: 'Default account',
};

const shown = (value: string | boolean) => (value === true ? 'on' : value === false ? 'off' : value || 'empty');

/** What is stored in the fields where it differs from the input: `Tags: vip`. */
export const differencesOf = (stored: Draft, input: Draft) =>
  (Object.keys(fieldNames) as (keyof Draft)[])
    .filter((key) => stored[key] !== input[key])
    .map((key) => `${fieldNames[key]}: ${shown(stored[key])}`);

/** The refusals by the field that they are about. A refusal of one tag is about the tags. */
export function fieldErrors(problem: ApiProblem): FormErrors {
  const errors: Record<string, string[]> = {};
  for (const { pointer, message } of problem.errors) {
    const name = fieldOf(pointer).replace(/\..*$/, '');
    errors[name] = [...(errors[name] ?? []), message];
  }
  return errors;
}

export interface Stored {
  readonly settings: Settings;
  readonly etag: string;
}

/** Replaces the settings of a known version. A newer version is refused with 412. */
export async function saveSettings(id: string, body: NewSettings, etag: string): Promise<Stored> {
  const call = await api.PUT('/api/v1/accounts/{id}/settings', {
    params: { path: { id }, header: { 'If-Match': etag } },
    body,
  });
  if (!call.data) throw ApiProblem.of(call.response, call.error);
  return { settings: call.data, etag: call.response.headers.get('ETag') ?? '' };
}
