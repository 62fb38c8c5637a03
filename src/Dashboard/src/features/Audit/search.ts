import { oneOf, text, type RawSearch } from '@/shared/search';

const date = (value: unknown) => (/^\d{4}-\d{2}-\d{2}$/.test(text(value) ?? '') ? text(value) : undefined);

export const auditSearch = (raw: RawSearch) => ({
  event: text(raw.event),
  status: oneOf(raw.status, ['success', 'failure'] as const),
  target: text(raw.target),
  from: date(raw.from),
  to: date(raw.to),
});
