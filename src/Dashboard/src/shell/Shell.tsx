import { Outlet, useRouter } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Menu as MenuIcon, Search } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { follow } from '@/shared/liveSync';
import { accessNeeded, connections, preferences, recentRuns } from '@/shared/queries';
import { isEnded } from '@/shared/runUpdates';
import { enableShortcuts, onKeyDown, useShortcut } from '@/shared/shortcuts';
import { useStore } from '@/shared/store';
import { applyTheme } from '@/shared/theme';
import { undoLatest } from '@/shared/undo';
import { useProblems } from '@/shared/useProblems';
import { Button } from '@/ui/button';
import { Kbd } from '@/ui/kbd';
import { Toaster } from '@/ui/toast';
import { Banner } from './Banner';
import { LiveRegions } from './LiveRegions';
import { navigation } from './pages';
import { Rail } from './Rail';
import { SyncMark } from './SyncMark';
import { ThemeButton } from './ThemeButton';
import { useFavicon } from './useFavicon';
import { UserMenu } from './UserMenu';

const Palette = lazy(() => import('./Palette'));
const ShortcutSheet = lazy(() => import('./ShortcutSheet'));
const ReconnectDialog = lazy(() => import('./ReconnectDialog'));
const PageDrawer = lazy(() => import('./PageDrawer'));

type Popup = 'palette' | 'shortcuts' | 'pages';

/** The frame of every page: rail, top bar, banner, live regions, shortcuts, and the popups that load when they are first opened. */
export function Shell() {
  const [popup, setPopup] = useState<Popup | null>(null);
  const { problems } = useProblems();
  const open = problems.filter((problem) => problem.counts);
  useFrameEffects(open.length > 0);
  useFrameShortcuts(setPopup);

  const { data: logins = [] } = useQuery(connections);
  const invalid = logins.filter((login) => login.status === 'needs_reauth');
  const needsAttention = (to: string) => (to === '/' ? open.length : to === '/connections' ? invalid.length : 0);
  const needsAccess = useStore(accessNeeded);
  const close = (isOpen: boolean) => !isOpen && setPopup(null);

  return (
    <>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-card focus:px-3 focus:py-2"
      >
        Skip to the content
      </a>
      <div className="grid min-h-dvh grid-rows-[auto_1fr] md:grid-cols-[56px_1fr] md:grid-rows-1 lg:grid-cols-[224px_1fr]">
        <aside className="sticky top-0 hidden h-dvh border-r bg-card md:block">
          <p className="flex h-12 items-center gap-2.5 px-4.5 font-semibold">
            <img src={`${import.meta.env.BASE_URL}favicon.svg`} alt="" width={20} height={20} />
            <span className="max-lg:sr-only">Accounts</span>
          </p>
          <Rail needsAttention={needsAttention} />
        </aside>
        <div className="flex min-w-0 flex-col">
          <header className="sticky top-0 z-30 border-b bg-card">
            <div className="flex h-12 items-center gap-1.5 px-2 md:px-6">
              <Button
                variant="ghost"
                size="icon"
                className="md:hidden"
                aria-label="Open the list of pages"
                onClick={() => setPopup('pages')}
              >
                <MenuIcon aria-hidden />
              </Button>
              <span className="grow" />
              <Button aria-keyshortcuts="Meta+K Control+K" onClick={() => setPopup('palette')}>
                <Search aria-hidden className="size-3.5" />
                <span className="text-muted-foreground max-sm:sr-only">Search</span>
                <Kbd aria-hidden className="max-sm:hidden">
                  ⌘K
                </Kbd>
              </Button>
              <SyncMark />
              <ThemeButton />
              <UserMenu />
            </div>
            <Banner invalid={invalid} />
          </header>
          <main id="main" tabIndex={-1} className="min-w-0 grow outline-none">
            <Outlet />
          </main>
        </div>
      </div>
      <LiveRegions />
      <Toaster />
      <Suspense>
        {popup === 'palette' && <Palette open onOpenChange={close} />}
        {popup === 'shortcuts' && <ShortcutSheet open onOpenChange={close} />}
        {needsAccess && <ReconnectDialog open onOpenChange={accessNeeded.set} />}
        {popup === 'pages' && <PageDrawer open onOpenChange={close} needsAttention={needsAttention} />}
      </Suspense>
    </>
  );
}

function useFrameEffects(hasProblem: boolean) {
  useFavicon(hasProblem);
  const { data: runs } = useQuery(recentRuns);
  const running = runs?.find((run) => !isEnded(run))?.sync_id;
  useEffect(() => {
    if (running) void follow(running);
  }, [running]);

  const { data: chosen } = useQuery(preferences);
  useEffect(() => {
    if (!chosen) return;
    applyTheme(chosen.theme);
    enableShortcuts(chosen.enable_keyboard_shortcuts);
  }, [chosen]);

  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function useFrameShortcuts(setPopup: (popup: Popup) => void) {
  useShortcut('Mod+k', 'Search and commands', () => setPopup('palette'));
  useShortcut('?', 'This list of keys', () => setPopup('shortcuts'));
  useShortcut('z', 'Undo', () => void undoLatest());
  const router = useRouter();
  const go = (key: string) => {
    const page = navigation.find((item) => item.key === key);
    if (page) void router.navigate({ to: page.to });
  };
  for (const { key, label } of navigation) {
    // The list never changes while the page is open, so the order of these hooks is fixed.
    // oxlint-disable-next-line react/rules-of-hooks
    useShortcut(`g ${key}`, `Go to ${label}`, () => go(key));
  }
}
