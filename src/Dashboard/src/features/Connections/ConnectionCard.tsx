import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Ago, Due, useTimePreferences } from '@/shared/Ago';
import { LifeBar } from '@/shared/LifeBar';
import { StatusBadge } from '@/shared/StatusBadge';
import type { Connection } from '@/shared/queries';
import { connectionStatus } from '@/shared/statuses';
import { count, counted, loginName, regionName } from '@/shared/texts';
import { day } from '@/shared/times';
import { Card } from '@/ui/card';
import { DisconnectButton, ReconnectButton, RefreshButton, SyncButton } from './Actions';
import { LabelEditor } from './LabelEditor';
import { Overlaps } from './Overlaps';

const link = 'font-medium text-primary underline-offset-4 hover:underline';

/** One login: whether its access is valid, until when, what it reaches, and what can be done. */
export function ConnectionCard({
  connection,
  all,
  accounts,
  isWhole = false,
}: {
  connection: Connection;
  all: readonly Connection[];
  accounts: number;
  /** On the login's own page, whose heading has its name and where disconnecting stands last. */
  isWhole?: boolean;
}) {
  const name = loginName(connection);
  const headingId = `login-${connection.id}`;
  return (
    <Card
      role="region"
      aria-labelledby={headingId}
      className={connection.status === 'needs_reauth' ? 'border-destructive' : undefined}
    >
      <div className="flex flex-col gap-3 p-4">
        <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2">
          {isWhole ? (
            <h2 id={headingId} className="text-lg font-semibold">
              State
            </h2>
          ) : (
            <LabelEditor connection={connection}>
              <h2 id={headingId} className="min-w-0 truncate text-lg font-semibold" title={name}>
                <Link
                  to="/connections/$id"
                  params={{ id: connection.id }}
                  className="underline-offset-4 hover:underline"
                >
                  {name}
                </Link>
              </h2>
            </LabelEditor>
          )}
          <span className="text-muted-foreground">{regionName[connection.region]}</span>
          <span className="ml-auto flex items-center gap-2 text-sm text-muted-foreground">
            <StatusBadge status={connectionStatus[connection.status]} />
            {connection.needs_reauth_since && <Ago time={connection.needs_reauth_since} />}
          </span>
        </div>
        <State connection={connection} accounts={accounts} />
        <Facts connection={connection} accounts={accounts} />
        <Overlaps connection={connection} all={all} />
      </div>
      <CardActions connection={connection}>
        {connection.status !== 'revoked' && !isWhole && (
          <DisconnectButton connection={connection} accounts={accounts} />
        )}
      </CardActions>
    </Card>
  );
}

function CardActions({ connection, children }: { connection: Connection; children?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-2 border-t px-4 py-3">
      {connection.status === 'active' ? (
        <>
          <RefreshButton connection={connection} />
          <SyncButton connection={connection} />
        </>
      ) : (
        <ReconnectButton connection={connection} />
      )}
      <span className="grow" />
      {children}
    </div>
  );
}

/** The life of the access, or why there is none and which Amazon login gives it back. */
function State({ connection, accounts }: { connection: Connection; accounts: number }) {
  const { timezone } = useTimePreferences();
  const connectedOn = day(Date.parse(connection.created_at), timezone);
  if (connection.status === 'active') {
    return (
      <div className="max-w-xl">
        <LifeBar connection={connection} />
      </div>
    );
  }
  return (
    <p className="max-w-2xl">
      {connection.status === 'needs_reauth' ? (
        <>
          Amazon no longer accepts this login.
          {accounts > 0 &&
            ` ${counted(accounts, 'account is', 'accounts are')} frozen at the data from before that.`}{' '}
          Use the Amazon login you connected on {connectedOn}.
        </>
      ) : (
        `You disconnected this login, and its tokens are deleted. To use it again, reconnect with the Amazon login you connected on ${connectedOn}.`
      )}
    </p>
  );
}

function Facts({ connection, accounts }: { connection: Connection; accounts: number }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted-foreground tabular-nums">
      <li>
        <Link to="/accounts" search={{ connection: [connection.id] }} className={link}>
          {counted(accounts, 'account')}
        </Link>
      </li>
      <li>
        {connection.refresh_count === 0 ? (
          'not refreshed yet'
        ) : (
          <>
            refreshed {count(connection.refresh_count)} {connection.refresh_count === 1 ? 'time' : 'times'}, last{' '}
            <Ago time={connection.last_refresh} />
          </>
        )}
      </li>
      {connection.status === 'active' && (
        <li>
          <NextSync connection={connection} />
        </li>
      )}
    </ul>
  );
}

function NextSync({ connection }: { connection: Connection }) {
  if (connection.sync_interval_minutes === 0) return <>automatic syncs are off</>;
  return <>next sync {connection.next_sync_at ? <Due time={connection.next_sync_at} /> : 'due now'}</>;
}
