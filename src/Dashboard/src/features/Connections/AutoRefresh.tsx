import type { Connection } from '@/shared/queries';
import { Card } from '@/ui/card';
import { Switch } from '@/ui/switch';
import { setAutoRefresh } from './queries';

/** The service has one choice for all logins of a user. */
export function AutoRefresh({ logins }: { logins: readonly Connection[] }) {
  const living = logins.filter(({ status }) => status !== 'revoked');
  if (living.length === 0) return null;
  return (
    <Card className="p-4">
      <Switch
        label="Refresh access automatically"
        description="Applies to every login. Without it, access is refreshed only when something needs it."
        checked={living.every((login) => login.auto_refresh)}
        onCheckedChange={(enabled) => void setAutoRefresh(enabled)}
      />
    </Card>
  );
}
