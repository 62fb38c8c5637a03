import type { Session, SessionSource } from './session';

/** The parts of clerk-js that the dashboard uses. Source: Clerk, "Clerk class" and "Session object". */
interface ClerkScript {
  load(): Promise<void>;
  user: {
    id: string;
    fullName: string | null;
    primaryEmailAddress: { emailAddress: string } | null;
  } | null;
  session: { getToken(options?: { skipCache?: boolean }): Promise<string | null> } | null;
  redirectToSignIn(options: { signInFallbackRedirectUrl: string; signUpFallbackRedirectUrl: string }): Promise<unknown>;
  signOut(): Promise<void>;
}

declare global {
  interface Window {
    Clerk?: ClerkScript;
  }
}

/** A publishable key contains the host of the Frontend API: `pk_live_` and base64 of `<host>$`. */
const frontendApiOf = (publishableKey: string) => atob(publishableKey.split('_')[2] ?? '').replace(/\$$/, '');

/** Clerk's own script and hosted sign-in page. The dashboard embeds none of Clerk's forms, which need a looser content security policy. */
export const clerk = (publishableKey: string): SessionSource => ({
  async open() {
    const script = await loadScript(publishableKey);
    await script.load();
    return script.user && script.session ? toSession(script, script.user) : null;
  },
  signIn: () =>
    void window.Clerk?.redirectToSignIn({
      signInFallbackRedirectUrl: location.href,
      signUpFallbackRedirectUrl: location.href,
    }),
});

function loadScript(publishableKey: string): Promise<ClerkScript> {
  const element = document.createElement('script');
  element.src = `https://${frontendApiOf(publishableKey)}/npm/@clerk/clerk-js@6/dist/clerk.browser.js`;
  element.crossOrigin = 'anonymous';
  element.dataset.clerkPublishableKey = publishableKey;
  return new Promise((resolve, reject) => {
    element.addEventListener('load', () =>
      window.Clerk ? resolve(window.Clerk) : reject(new Error('Clerk did not start.')),
    );
    element.addEventListener('error', () => reject(new Error('The sign-in service could not be reached.')));
    document.head.append(element);
  });
}

const toSession = (script: ClerkScript, user: NonNullable<ClerkScript['user']>): Session => ({
  user: { id: user.id, name: user.fullName ?? 'You', email: user.primaryEmailAddress?.emailAddress ?? null },
  async token(fresh = false) {
    const token = await script.session?.getToken({ skipCache: fresh });
    if (!token) throw new Error('The session has ended.');
    return token;
  },
  signOut: () => script.signOut(),
});
