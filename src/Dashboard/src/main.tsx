import '@/app.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { openSession, type Session } from '@/session/session';
import { queryClient } from '@/shared/queries';
import { reloadOnNewVersion } from '@/shell/newVersion';
import { SignInPage } from '@/shell/SignInPage';
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

let session: Session | null = null;
try {
  session = await openSession();
  show(session ? <RouterProvider router={router} /> : <SignInPage failure={null} />);
} catch {
  show(<SignInPage failure="The sign-in service could not be reached. Check your connection and try again." />);
}
