import { listOf, type RawSearch } from '@/shared/search';

export const scopes = ['ads_accounts', 'profiles', 'managers', 'dsp_advertisers'] as const;

export const runSearch = (raw: RawSearch) => ({ scope: listOf(raw.scope, scopes) });
