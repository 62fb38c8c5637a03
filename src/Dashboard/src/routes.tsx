import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type RouteComponent,
} from '@tanstack/react-router';
import { config } from '@/config';
import { accountSearch, accountsSearch } from '@/features/Accounts/search';
import { auditSearch } from '@/features/Audit/search';
import { connectionSearch, connectionsSearch } from '@/features/Connections/search';
import { campaignsSearch } from '@/features/DspCampaigns/search';
import { advertisersSearch, historySearch, seatsSearch } from '@/features/DspSeats/search';
import { hierarchySearch } from '@/features/Hierarchy/search';
import OverviewPage from '@/features/Overview/OverviewPage';
import { runSearch } from '@/features/Sync/search';
import { firstTab } from '@/shared/Dsp/features';
import { parseSearch, stringifySearch, text, type RawSearch } from '@/shared/search';
import { FailedPage } from '@/shell/FailedPage';
import { NotFoundPage } from '@/shell/NotFoundPage';
import { Shell } from '@/shell/Shell';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });

/** Every part of a search is optional: a link names what differs from the default. */
type Schema<S> = ((raw: RawSearch) => Partial<S>) | undefined;

const page = <P extends string, S extends object = object>(
  path: P,
  load: () => Promise<{ default: RouteComponent }>,
  validateSearch?: (raw: RawSearch) => S,
) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load),
    validateSearch: validateSearch as Schema<S>,
  });

/** The page that opens first. Its code comes with the frame: nothing is left to ask for, and its small parts need no files of their own. */
const overview = createRoute({ getParentRoute: () => root, path: '/', component: OverviewPage });

/** Amazon's redirect after a failure, and after a success that names no page. */
const callback = createRoute({
  getParentRoute: () => root,
  path: '/callback',
  beforeLoad: ({ search }) => {
    throw redirect({ to: '/connections', search: connectionsSearch(search as RawSearch), replace: true });
  },
});

const advertiser = createRoute({
  getParentRoute: () => root,
  path: '/dsp/$advertiserId',
  beforeLoad: ({ params }) => {
    throw redirect({ to: firstTab, params, replace: true });
  },
});

const routeTree = root.addChildren([
  overview,
  page('/accounts', () => import('@/features/Accounts/AccountsPage'), accountsSearch),
  page('/accounts/$id', () => import('@/features/Accounts/AccountPage'), accountSearch),
  page('/connections', () => import('@/features/Connections/ConnectionsPage'), connectionsSearch),
  page('/connections/$id', () => import('@/features/Connections/ConnectionPage'), connectionSearch),
  page('/sync', () => import('@/features/Sync/SyncPage')),
  page('/sync/$id', () => import('@/features/Sync/RunPage'), runSearch),
  page('/hierarchy', () => import('@/features/Hierarchy/HierarchyPage'), hierarchySearch),
  page('/dsp', () => import('@/features/DspSeats/AdvertisersPage'), advertisersSearch),
  advertiser,
  page('/dsp/$advertiserId/seats', () => import('@/features/DspSeats/SeatsPage'), seatsSearch),
  page('/dsp/$advertiserId/history', () => import('@/features/DspSeats/HistoryPage'), historySearch),
  page('/dsp/$advertiserId/campaigns', () => import('@/features/DspCampaigns/CampaignsPage'), campaignsSearch),
  page(
    '/register',
    () => import('@/features/Registration/RegistrationPage'),
    (raw) => ({ id: text(raw.id) }),
  ),
  page('/service', () => import('@/features/Health/HealthPage')),
  page('/audit', () => import('@/features/Audit/AuditPage'), auditSearch),
  page('/settings', () => import('@/features/Settings/SettingsPage')),
  callback,
]);

export const router = createRouter({
  routeTree,
  basepath: config.base,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: FailedPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
