import { ChevronRight } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { Ago } from '@/shared/Ago';
import { CopyId } from '@/shared/CopyId';
import { eventName } from '@/shared/auditEvents';
import { useMedia } from '@/shared/useMedia';
import { Badge } from '@/ui/badge';
import { Card } from '@/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/ui/table';
import { Details } from './Details';
import { actorOf, type Entry } from './entry';

/** The entries as a table, or as cards where there is little room. */
export function Entries({ entries, caption }: { entries: readonly Entry[]; caption: string }) {
  if (!useMedia('(min-width: 768px)')) {
    return (
      <ul aria-label={caption} className="flex flex-col gap-2">
        {entries.map((entry) => (
          <EntryCard key={entry.id} entry={entry} />
        ))}
      </ul>
    );
  }
  return (
    <Card>
      <Table caption={caption}>
        <TableHeader>
          <TableRow>
            <TableHead>Event</TableHead>
            <TableHead>Outcome</TableHead>
            <TableHead>Target</TableHead>
            <TableHead>By</TableHead>
            <TableHead>When</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {entries.map((entry) => (
            <EntryRows key={entry.id} entry={entry} />
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function EntryRows({ entry }: { entry: Entry }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <TableRow>
        <TableCell>
          <Opener {...{ isOpen, id }} onToggle={() => setOpen(!isOpen)}>
            {eventName(entry.event_type)}
          </Opener>
        </TableCell>
        <TableCell>
          <Outcome entry={entry} />
        </TableCell>
        <TableCell>{entry.target_id && <Target entry={entry} id={entry.target_id} />}</TableCell>
        <TableCell>
          <Actor entry={entry} />
        </TableCell>
        <TableCell>
          <Ago time={entry.created_at} />
        </TableCell>
      </TableRow>
      {isOpen && (
        <TableRow id={id}>
          <TableCell colSpan={5} className="bg-muted/50 ps-11!">
            <Details entry={entry} />
          </TableCell>
        </TableRow>
      )}
    </>
  );
}

function EntryCard({ entry }: { entry: Entry }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <li>
      <Card className="flex flex-col gap-2 p-3">
        <Opener {...{ isOpen, id }} onToggle={() => setOpen(!isOpen)}>
          {eventName(entry.event_type)}
        </Opener>
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1 ps-6 text-sm text-muted-foreground">
          <Outcome entry={entry} />
          <Ago time={entry.created_at} />
          <Actor entry={entry} />
        </span>
        {isOpen && (
          <div id={id} className="border-t pt-3">
            <Details entry={entry} />
          </div>
        )}
      </Card>
    </li>
  );
}

function Opener({
  isOpen,
  id,
  onToggle,
  children,
}: {
  isOpen: boolean;
  id: string;
  onToggle: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-controls={isOpen ? id : undefined}
      onClick={onToggle}
      className="-mx-1 flex min-h-6 items-center gap-2 rounded-md px-1 text-start font-medium hover:bg-muted coarse:min-h-11"
    >
      <ChevronRight aria-hidden size={14} className={`shrink-0 ${isOpen ? 'rotate-90' : ''}`} />
      {children}
    </button>
  );
}

const Outcome = ({ entry }: { entry: Entry }) =>
  entry.event_status === 'failure' ? <Badge tone="bad">Failed</Badge> : <Badge tone="ok">Successful</Badge>;

const Target = ({ entry, id }: { entry: Entry; id: string }) => (
  <span className="flex items-center gap-2">
    {entry.target_type}
    <CopyId id={id} label={`id of the ${entry.target_type ?? 'target'}`} />
  </span>
);

function Actor({ entry }: { entry: Entry }) {
  const { user, impersonator } = actorOf(entry);
  if (impersonator) return <Badge tone="warn">Support, as you</Badge>;
  return <span>{user ? 'You' : 'Automatic'}</span>;
}
