import type { Region, Run } from './queries';

export const regionName: Record<Region, string> = { NA: 'North America', EU: 'Europe', FE: 'Far East' };

export const scopeName: Record<Run['errors'][number]['scope'], string> = {
  ads_accounts: 'Ads accounts',
  profiles: 'Profiles',
  managers: 'Manager accounts',
  dsp_advertisers: 'DSP advertisers',
};

/** A listing of a run: `DSP advertisers (Far East)`. */
export const scopeTitle = ({ scope, region }: Pick<Run['errors'][number], 'scope' | 'region'>) =>
  `${scopeName[scope]}${region ? ` (${regionName[region]})` : ''}`;

export const accountTypeName = { advertising: 'Ads', dsp: 'DSP', amc: 'AMC' } as const;

const grouped = new Intl.NumberFormat('en', { useGrouping: true });

/** 12,345 with thin spaces: 12 345. */
export const count = (value: number) => grouped.format(value).replaceAll(',', '\u2009');

/** `1 account`, `2 accounts`. */
export const counted = (value: number, singular: string, plural = `${singular}s`) =>
  `${count(value)} ${value === 1 ? singular : plural}`;

/** What to call a login: its label, or its region and the day it was connected. */
export const loginName = (connection: { label: string | null; region: Region }) =>
  connection.label ?? `Amazon login (${regionName[connection.region]})`;
