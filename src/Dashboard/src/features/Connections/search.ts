import { flag, oneOf, text, type RawSearch } from '@/shared/search';

/** `success`, `error` and `error_description` come from the callback of the API; `problem` is kept in the address. */
export const connectionsSearch = (raw: RawSearch) => ({
  problem: text(raw.problem),
  success: oneOf(raw.success, ['true'] as const),
  error: text(raw.error),
  error_description: text(raw.error_description),
});

export const connectionSearch = (raw: RawSearch) => ({ disconnect: flag(raw.disconnect) });
