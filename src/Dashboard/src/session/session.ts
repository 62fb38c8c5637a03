import { config } from '@/config';

export interface SignedInUser {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

/** A signed-in user. Session tokens expire after a minute, so every call asks for one. */
export interface Session {
  readonly user: SignedInUser;
  /** Returns a valid token, or throws if the session has ended. `fresh` ignores a remembered token. */
  token(fresh?: boolean): Promise<string>;
  signOut(): Promise<void>;
}

/** Where sessions come from. */
export interface SessionSource {
  /** The session of this browser, or null if nobody is signed in. */
  open(): Promise<Session | null>;
  /** Leaves for the sign-in page, which returns to the current address. */
  signIn(): void;
}

let source: SessionSource | null = null;
let current: Session | null = null;

/** The session of this browser. Call it once, before anything that needs a token. */
export async function openSession(): Promise<Session | null> {
  source = config.publishable_key
    ? (await import('./clerk')).clerk(config.publishable_key)
    : (await import('./simulator')).simulator(config.issuer);
  current = await source.open();
  return current;
}

export function session(): Session {
  if (!current) throw new Error('Nobody is signed in.');
  return current;
}

export const signIn = () => source?.signIn();
