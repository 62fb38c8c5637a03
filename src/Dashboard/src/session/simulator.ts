import type { Session, SessionSource, SignedInUser } from './session';

const lifetime = 45_000;

interface SimulatedSession {
  id: string;
  status: string;
  user: { id: string; first_name: string; last_name: string; email_addresses: { email_address: string }[] };
}

/** Sessions of the simulated Clerk, over the same endpoints as Clerk's Frontend API. */
export const simulator = (issuer: string): SessionSource => ({
  async open() {
    const response = await fetch(`${issuer}/v1/client`, { credentials: 'include' });
    const body = (await response.json()) as { response: { sessions: SimulatedSession[] } | null };
    const active = body.response?.sessions.find((candidate) => candidate.status === 'active');
    return active ? toSession(issuer, active) : null;
  },
  signIn: () => location.assign(`${issuer}/sign-in?redirect_url=${encodeURIComponent(location.href)}`),
});

function toSession(issuer: string, { id, user }: SimulatedSession): Session {
  let known: Promise<string> | null = null;
  let until = 0;
  const post = async (action: string) => {
    const response = await fetch(`${issuer}/v1/client/sessions/${id}/${action}`, {
      method: 'POST',
      credentials: 'include',
    });
    if (!response.ok) throw new Error('The session has ended.');
    return response.json() as Promise<{ jwt: string }>;
  };
  return {
    user: toUser(user),
    token(fresh = false) {
      if (!fresh && known && Date.now() < until) return known;
      until = Date.now() + lifetime;
      known = post('tokens').then(
        (body) => body.jwt,
        (error: unknown) => {
          known = null;
          throw error;
        },
      );
      return known;
    },
    async signOut() {
      await post('end');
    },
  };
}

const toUser = (user: SimulatedSession['user']): SignedInUser => ({
  id: user.id,
  name: `${user.first_name} ${user.last_name}`.trim(),
  email: user.email_addresses[0]?.email_address ?? null,
});
