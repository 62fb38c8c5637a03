import { api, value } from '@/api/client';
import { config } from '@/config';
import type { Connection, Region } from './queries';

const viewKey = 'view-before-consent';

/** Amazon's redirect ends on this page, whichever part of the site the dashboard has. */
const returnTo = `${config.base}connections`;

async function leaveFor(region: Region, connection: string) {
  const { auth_url } = await value(
    api.GET('/api/v1/auth/amazon/login', { params: { query: { region, connection, return_to: returnTo } } }),
  );
  sessionStorage.setItem(viewKey, location.pathname + location.search);
  location.assign(auth_url);
}

/** Leaves for Amazon's consent page to connect another login. */
export const connectNew = (region: Region) => leaveFor(region, 'new');

/** Leaves for Amazon's consent page to replace the grant of a login. */
export const reconnect = (connection: Pick<Connection, 'id' | 'region'>) => leaveFor(connection.region, connection.id);

/** The view that the user left for Amazon, once. */
export function takeViewBeforeConsent(): string | null {
  const view = sessionStorage.getItem(viewKey);
  sessionStorage.removeItem(viewKey);
  return view;
}
