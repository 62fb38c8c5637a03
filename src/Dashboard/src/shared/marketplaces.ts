import { countryName } from './countries';
import type { Region } from './queries';

export interface Marketplace {
  readonly country: string;
  readonly id: string;
  readonly region: Region;
}

/** Amazon's marketplaces. Source: Selling Partner API, "Marketplace IDs"; the same table as in `Marketplace.cs`. */
export const marketplaces: readonly Marketplace[] = [
  { country: 'US', id: 'ATVPDKIKX0DER', region: 'NA' },
  { country: 'CA', id: 'A2EUQ1WTGCTBG2', region: 'NA' },
  { country: 'MX', id: 'A1AM78C64UM0Y8', region: 'NA' },
  { country: 'BR', id: 'A2Q3Y263D00KWC', region: 'NA' },
  { country: 'GB', id: 'A1F83G8C2ARO7P', region: 'EU' },
  { country: 'FR', id: 'A13V1IB3VIYZZH', region: 'EU' },
  { country: 'IT', id: 'APJ6JRA9NG5V4', region: 'EU' },
  { country: 'ES', id: 'A1RKKUPIHCS9HS', region: 'EU' },
  { country: 'DE', id: 'A1PA6795UKMFR9', region: 'EU' },
  { country: 'NL', id: 'A1805IZSGTT6HS', region: 'EU' },
  { country: 'BE', id: 'AMEN7PMS3EDWL', region: 'EU' },
  { country: 'IE', id: 'A28R8C7NBKEWEA', region: 'EU' },
  { country: 'SE', id: 'A2NODRKZP88ZB9', region: 'EU' },
  { country: 'PL', id: 'A1C3SOZRARQ6R3', region: 'EU' },
  { country: 'TR', id: 'A33AVAJ2PDY3EV', region: 'EU' },
  { country: 'AE', id: 'A2VIGQ35RCS4UG', region: 'EU' },
  { country: 'SA', id: 'A17E79C6D8DWNP', region: 'EU' },
  { country: 'EG', id: 'ARBP9OOSHTCHU', region: 'EU' },
  { country: 'IN', id: 'A21TJRUUN4KGV', region: 'EU' },
  { country: 'ZA', id: 'AE08WJ6YKNBMC', region: 'EU' },
  { country: 'JP', id: 'A1VC38T7YXB528', region: 'FE' },
  { country: 'AU', id: 'A39IBJ37TRP1C6', region: 'FE' },
  { country: 'SG', id: 'A19VAU5U5O7RUS', region: 'FE' },
];

/** The country of a marketplace by its English name, or the id if it is not known here. */
export function marketplaceName(id: string): string {
  const known = marketplaces.find((marketplace) => marketplace.id === id);
  return known ? countryName(known.country) : id;
}
