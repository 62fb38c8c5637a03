import { Progress } from '@/ui/progress';
import { useNow } from './clock';
import type { Connection } from './queries';
import { duration } from './times';

type Life = Pick<Connection, 'expires_at' | 'last_refresh' | 'created_at' | 'auto_refresh'>;

/** How long a login's access lasts, and what happens at its end, in words. */
export function lifeText({ expires_at, auto_refresh }: Pick<Life, 'expires_at' | 'auto_refresh'>, now: number): string {
  const left = expires_at ? Date.parse(expires_at) - now : 0;
  if (left > 0) {
    return `${duration(left)} left, ${auto_refresh ? 'refreshes automatically' : 'automatic refresh is off'}`;
  }
  return auto_refresh ? 'Refresh is due now' : 'Expired, refreshes when it is needed';
}

/** How much is left of a login's access, as text and as a bar. */
export function LifeBar({ connection }: { connection: Life }) {
  const now = useNow(15_000);
  const from = Date.parse(connection.last_refresh ?? connection.created_at);
  const until = connection.expires_at ? Date.parse(connection.expires_at) : from;
  const share = Math.min(1, Math.max(0, (until - now) / Math.max(1, until - from)));
  return (
    <Progress
      label="Access"
      value={Math.round(share * 100)}
      text={lifeText(connection, now)}
      tone={share > 0 || connection.auto_refresh ? 'primary' : 'warn'}
    />
  );
}
