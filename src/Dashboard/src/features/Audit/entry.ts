import type { Schemas } from '@/api/client';

export type Entry = Schemas['AuditEventView'];

interface Actor {
  readonly user: string | null;
  readonly session: string | null;
  readonly impersonator: string | null;
}

/** The service writes text values; others are shown as JSON. */
const textOf = (value: unknown) =>
  value === null || value === undefined ? 'none' : typeof value === 'string' ? value : JSON.stringify(value);

const membersOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

export function actorOf({ actor }: Entry): Actor {
  const members = Object.fromEntries(membersOf(actor));
  const member = (name: string) => (typeof members[name] === 'string' ? members[name] : null);
  return { user: member('user'), session: member('session'), impersonator: member('impersonator') };
}

/** One line of an entry's metadata: a value, or a value before and after. */
export type Detail =
  | { readonly name: string; readonly value: string }
  | { readonly name: string; readonly before: string; readonly after: string };

const change = ' → ';

export const detailsOf = ({ metadata }: Entry): Detail[] =>
  membersOf(metadata).map(([name, value]) => {
    const text = textOf(value);
    const at = text.indexOf(change);
    return at < 0 ? { name, value: text } : { name, before: text.slice(0, at), after: text.slice(at + change.length) };
  });

const columns = {
  created_at: (entry: Entry) => entry.created_at,
  event_type: (entry: Entry) => entry.event_type,
  event_status: (entry: Entry) => entry.event_status,
  target_type: (entry: Entry) => entry.target_type,
  target_id: (entry: Entry) => entry.target_id,
  error_code: (entry: Entry) => entry.error_code,
  error_message: (entry: Entry) => entry.error_message,
  actor_user: (entry: Entry) => actorOf(entry).user,
  actor_session: (entry: Entry) => actorOf(entry).session,
  actor_impersonator: (entry: Entry) => actorOf(entry).impersonator,
  ip_address: (entry: Entry) => entry.ip_address,
  user_agent: (entry: Entry) => entry.user_agent,
  request_id: (entry: Entry) => entry.request_id,
  trace_id: (entry: Entry) => entry.trace_id,
  metadata: (entry: Entry) => JSON.stringify(entry.metadata),
};

/** A table of entries: the names of the columns, then a line for each entry. */
export const tableOf = (entries: readonly Entry[]): string[][] => [
  Object.keys(columns),
  ...entries.map((entry) => Object.values(columns).map((read) => read(entry) ?? '')),
];
