import { nextDay, startOfDay } from '@/shared/days';
import type { auditSearch } from './search';

export type AuditSearch = Partial<ReturnType<typeof auditSearch>>;

/** What the service filters by. */
export interface AuditFilters {
  readonly event_type?: string;
  readonly status?: 'success' | 'failure';
  readonly target_id?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Whether the end lies before the start. */
export const isReversed = ({ from, to }: AuditSearch) => from !== undefined && to !== undefined && to < from;

/** Whether the text can be an id. */
export const isTarget = (target: string | undefined) => target === undefined || /^[A-Za-z0-9_.:-]{1,100}$/.test(target);

/** The days are those of the user's zone, and the last day is included. */
export const filtersOf = ({ event, status, target, from, to }: AuditSearch, timezone: string): AuditFilters => ({
  event_type: event,
  status,
  target_id: target,
  from: from && new Date(startOfDay(from, timezone)).toISOString(),
  to: to && new Date(startOfDay(nextDay(to), timezone)).toISOString(),
});

export const isFiltered = (search: AuditSearch) => Object.values(search).some((value) => value !== undefined);
