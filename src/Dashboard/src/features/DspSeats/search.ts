import { flag, listMatching, oneOf, text, type RawSearch } from '@/shared/search';

export const advertisersSearch = (raw: RawSearch) => ({ q: text(raw.q), all: flag(raw.all) });

export const seatsSearch = (raw: RawSearch) => ({ exchange: listMatching(raw.exchange, /^[A-Za-z0-9_.:-]{1,64}$/) });

export const runStatuses = ['success', 'partial', 'failed'] as const;

export const historySearch = (raw: RawSearch) => ({ status: oneOf(raw.status, runStatuses) });
