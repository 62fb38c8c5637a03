import { Progress } from '@/ui/progress';
import { useNow } from './clock';
import type { Connection } from './queries';
import { duration } from './times';

type Life = Pick<Connection, 'expires_at' | 'auto_refresh'>;

/** What Amazon gives an access token: an hour. */
const lifetime = 3_600_000;

/** How long a login's access lasts, and what happens at its end, in words. */
export function lifeText({ expires_at, auto_refresh }: Life, now: number): string {
  const left = expires_at ? Date.parse(expires_at) - now : 0;
  if (left > 0) {
    return `${duration(left)} left, ${auto_refresh ? 'refreshes automatically' : 'automatic refresh is off'}`;
  }
  return auto_refresh ? 'Refresh is due now' : 'Expired, refreshes when it is needed';
}

/** How much is left of a login's access, as text and as a bar. */
export function LifeBar({ connection }: { connection: Life }) {
  const now = useNow(15_000);
  const left = connection.expires_at ? Date.parse(connection.expires_at) - now : 0;
  const share = Math.min(1, Math.max(0, left / lifetime));
  return (
    <Progress
      label="Access"
      value={Math.round(share * 100)}
      text={lifeText(connection, now)}
      tone={share > 0 || connection.auto_refresh ? 'primary' : 'warn'}
    />
  );
}
