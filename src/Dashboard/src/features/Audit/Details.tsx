import type { ReactNode } from 'react';
import { CopyId } from '@/shared/CopyId';
import { Diff } from '@/shared/Diff';
import { actorOf, detailsOf, type Entry } from './entry';

/** Everything that is known of an entry. */
export function Details({ entry }: { entry: Entry }) {
  const actor = actorOf(entry);
  const details = detailsOf(entry);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-4 lg:grid-cols-2">
      <dl className="flex flex-col gap-1.5">
        {entry.error_message && <Fact name="Reason">{entry.error_message}</Fact>}
        {entry.error_code && (
          <Fact name="Code">
            <code className="font-mono text-xs">{entry.error_code}</code>
          </Fact>
        )}
        {details.map((detail) => (
          <Fact key={detail.name} name={detail.name}>
            {'value' in detail ? detail.value : <Diff before={detail.before} after={detail.after} />}
          </Fact>
        ))}
        {details.length === 0 && !entry.error_message && <Fact name="Details">none</Fact>}
      </dl>
      <dl className="flex flex-col gap-1.5">
        {entry.target_id && (
          <Fact name={`Target${entry.target_type ? ` (${entry.target_type})` : ''}`}>
            <CopyId whole id={entry.target_id} label="target" />
          </Fact>
        )}
        <Fact name="By">{actor.user ? <CopyId whole id={actor.user} label="user" /> : 'the service'}</Fact>
        {actor.impersonator && (
          <Fact name="In the name of the user by">
            <CopyId whole id={actor.impersonator} label="impersonator" />
          </Fact>
        )}
        <Fact name="Address">{entry.ip_address ?? 'unknown'}</Fact>
        <Fact name="Browser">{entry.user_agent ?? 'unknown'}</Fact>
        {entry.trace_id && (
          <Fact name="Trace">
            <CopyId whole id={entry.trace_id} label="trace id" />
          </Fact>
        )}
      </dl>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid min-h-6 grid-cols-[7rem_minmax(0,1fr)] md:grid-cols-[8rem_minmax(0,1fr)] items-baseline gap-3 text-sm">
      <dt className="wrap-anywhere text-muted-foreground">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}
