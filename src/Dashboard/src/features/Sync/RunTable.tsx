import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { Fragment, useState } from 'react';
import { Ago } from '@/shared/Ago';
import { RunErrors } from '@/shared/RunErrors';
import { StatusBadge } from '@/shared/StatusBadge';
import type { Run } from '@/shared/queries';
import { runStatus } from '@/shared/runStatus';
import { count, counted } from '@/shared/texts';
import { duration } from '@/shared/times';
import { Button } from '@/ui/button';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/ui/table';

const figures = [
  ['Seen', 'accounts_seen'],
  ['New', 'created'],
  ['Changed', 'updated'],
  ['Gone', 'deactivated'],
] as const;

export const lengthOf = (run: Run) =>
  run.completed_at ? duration(Date.parse(run.completed_at) - Date.parse(run.started_at)) : '–';

export function RunTable({ runs }: { runs: readonly Run[] }) {
  return (
    <Table caption="Finished syncs">
      <TableHeader>
        <TableRow>
          <TableHead>Started</TableHead>
          <TableHead>Result</TableHead>
          <TableHead>Took</TableHead>
          {figures.map(([name]) => (
            <TableHead key={name} className="text-end!">
              {name}
            </TableHead>
          ))}
          <TableHead>Errors</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {runs.map((run) => (
          <Row key={run.sync_id} run={run} />
        ))}
      </TableBody>
    </Table>
  );
}

function Row({ run }: { run: Run }) {
  const [open, setOpen] = useState(false);
  const id = `errors-${run.sync_id}`;
  return (
    <Fragment>
      <TableRow className="hover:bg-muted/50">
        <th scope="row" className="px-4 py-2.5 text-start font-medium">
          <Link to="/sync/$id" params={{ id: run.sync_id }} className="underline-offset-4 hover:underline">
            <Ago time={run.started_at} />
          </Link>
        </th>
        <TableCell>
          <StatusBadge status={runStatus[run.status]} />
        </TableCell>
        <TableCell className="whitespace-nowrap tabular-nums">{lengthOf(run)}</TableCell>
        {figures.map(([name, member]) => (
          <TableCell key={name} className="text-end tabular-nums">
            {count(run.progress[member])}
          </TableCell>
        ))}
        <TableCell className="py-1.5">
          {run.errors.length === 0 ? (
            <span className="text-muted-foreground">none</span>
          ) : (
            <Button
              variant="ghost"
              size="sm"
              className="-ms-2"
              aria-expanded={open}
              aria-controls={open ? id : undefined}
              onClick={() => setOpen(!open)}
            >
              <ChevronRight
                aria-hidden
                className={`size-3.5 transition-transform duration-120 ${open ? 'rotate-90' : ''}`}
              />
              {counted(run.errors.length, 'error')}
            </Button>
          )}
        </TableCell>
      </TableRow>
      {open && (
        <TableRow id={id}>
          <td colSpan={figures.length + 4} className="bg-muted/40 px-4 py-3">
            <RunErrors errors={run.errors} />
          </td>
        </TableRow>
      )}
    </Fragment>
  );
}
