import type { Connection, Run } from '@/shared/queries';
import { LastRun } from './LastRun';
import { Logins } from './Logins';
import { RecentAudit } from './RecentAudit';

export default function Details({ connections, runs }: { connections: readonly Connection[]; runs: readonly Run[] }) {
  return (
    <>
      <LastRun runs={runs} />
      <div className="grid gap-4 lg:grid-cols-2">
        <Logins connections={connections} />
        <RecentAudit />
      </div>
    </>
  );
}
