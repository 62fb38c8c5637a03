import '@/app.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { openSession } from '@/session/session';
import { queryClient } from '@/shared/queries';
import { reloadOnNewVersion } from '@/shell/newVersion';
import { router } from './routes';

const element = document.getElementById('root');
if (!element) throw new Error('index.html has no #root.');
const root = createRoot(element);

const show = (page: ReactNode) =>
  root.render(
    <StrictMode>
      <CSPProvider disableStyleElements>
        <QueryClientProvider client={queryClient}>{page}</QueryClientProvider>
      </CSPProvider>
    </StrictMode>,
  );

reloadOnNewVersion();

/** Its code is for those who are not signed in. */
async function showSignIn(failure: string | null) {
  const { SignInPage } = await import('@/shell/SignInPage');
  show(<SignInPage failure={failure} />);
}

/** A function, because a module that waits at its top level cannot be imported by what it waits for. */
async function start() {
  try {
    if (await openSession()) show(<RouterProvider router={router} />);
    else await showSignIn(null);
  } catch {
    await showSignIn('The sign-in service could not be reached. Check your connection and try again.');
  }
}

void start();
