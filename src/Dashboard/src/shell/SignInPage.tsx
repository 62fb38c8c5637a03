import { useEffect } from 'react';
import { signIn } from '@/session/session';
import { Button } from '@/ui/button';

/** The first thing a visitor sees. The sign-in page returns to the address that was asked for. */
export function SignInPage({ failure }: { failure: string | null }) {
  useEffect(() => {
    document.title = 'Sign in · Accounts';
    document.documentElement.dataset.ready = location.pathname;
  }, []);
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-4 p-6 text-center">
      <img src={`${import.meta.env.BASE_URL}favicon.svg`} alt="" width={48} height={48} />
      <h1 className="text-2xl font-semibold">Accounts</h1>
      <p className="max-w-md text-lg text-muted-foreground">
        Every Amazon advertising account behind your logins, kept current: its countries, its state, and the one thing
        to do when something is wrong.
      </p>
      {failure && <p className="max-w-md rounded-md bg-bad-back px-3 py-2 text-bad">{failure}</p>}
      <Button variant="primary" onClick={signIn}>
        {failure ? 'Try again' : 'Sign in'}
      </Button>
    </main>
  );
}
