import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Ago } from '@/shared/Ago';
import type { Connection, Summary } from '@/shared/queries';
import { count } from '@/shared/texts';
import { Card } from '@/ui/card';

/** Four figures, each a link to what it counts. */
export function Figures({ summary, connections }: { summary: Summary; connections: readonly Connection[] }) {
  const living = connections.filter((connection) => connection.status !== 'revoked');
  const active = living.filter((connection) => connection.status === 'active');
  return (
    <div className="grid grid-cols-2 gap-2 md:gap-4 lg:grid-cols-4">
      <Figure label={summary.total === 1 ? 'account' : 'accounts'} to="/accounts">
        {count(summary.total)}
      </Figure>
      <Figure label="with errors from Amazon" to="/accounts" search={{ errors: '1' }} isBad={summary.with_errors > 0}>
        {count(summary.with_errors)}
      </Figure>
      <Figure label="oldest data" to="/accounts" search={{ sort: 'last_synced_at' }}>
        <Ago time={summary.oldest_sync_at} never="none" />
      </Figure>
      <Figure
        label={living.length === 1 ? 'login active' : 'logins active'}
        to="/connections"
        isBad={active.length < living.length}
      >
        {active.length} of {living.length}
      </Figure>
    </div>
  );
}

function Figure({
  label,
  to,
  search,
  isBad = false,
  children,
}: {
  label: string;
  to: '/accounts' | '/connections';
  search?: { errors?: '1'; sort?: 'last_synced_at' };
  isBad?: boolean;
  children: ReactNode;
}) {
  return (
    <Card className="relative p-4 hover:bg-muted/50">
      <p className={`text-2xl font-semibold tabular-nums ${isBad ? 'text-bad' : ''}`}>{children}</p>
      <Link to={to} search={search ?? {}} className="text-sm text-muted-foreground after:absolute after:inset-0">
        {label}
      </Link>
    </Card>
  );
}
