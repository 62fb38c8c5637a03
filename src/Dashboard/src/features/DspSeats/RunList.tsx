import { Ago } from '@/shared/Ago';
import { StatusBadge } from '@/shared/StatusBadge';
import { count, counted } from '@/shared/texts';
import { useMedia } from '@/shared/useMedia';
import { Card } from '@/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/ui/table';
import { changesOf, changeText } from './runs';
import { statusOfRun } from './runStatus';
import type { SeatRun } from './wire';

/** The reads, newest first, with the change in seats from the previous one of the list that read them. */
export function RunList({ runs }: { runs: readonly SeatRun[] }) {
  const changes = changesOf(runs);
  const rows = runs.map((run, index) => ({ run, change: changes[index] ?? null }));
  return useMedia('(min-width: 768px)') ? <Wide rows={rows} /> : <Narrow rows={rows} />;
}

interface Row {
  readonly run: SeatRun;
  readonly change: number | null;
}

function Wide({ rows }: { rows: readonly Row[] }) {
  return (
    <Card>
      <Table caption="Reads of the seats, newest first. Changes are from the previous read in this list that succeeded.">
        <TableHeader>
          <TableRow>
            <TableHead>Read</TableHead>
            <TableHead>Result</TableHead>
            <TableHead className="text-end!">Seats</TableHead>
            <TableHead className="text-end!">Change</TableHead>
            <TableHead className="text-end!">Exchanges</TableHead>
            <TableHead className="w-1/3">Error</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map(({ run, change }) => (
            <TableRow key={run.id}>
              <th scope="row" className="px-4 py-2.5 text-start font-medium">
                <Ago time={run.created_at} />
              </th>
              <TableCell>
                <StatusBadge status={statusOfRun(run.sync_status)} />
              </TableCell>
              <TableCell className="text-end tabular-nums">{seatsText(run)}</TableCell>
              <TableCell className="text-end whitespace-nowrap tabular-nums">
                <Change value={change} />
              </TableCell>
              <TableCell className="text-end tabular-nums">
                {run.sync_status === 'failed' ? '–' : count(run.exchanges_count)}
              </TableCell>
              <TableCell className="wrap-anywhere">
                {run.error_message ?? <span className="text-muted-foreground">none</span>}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function Narrow({ rows }: { rows: readonly Row[] }) {
  return (
    <ul aria-label="Reads of the seats" className="divide-y rounded-lg border bg-card">
      {rows.map(({ run, change }) => (
        <li key={run.id} className="flex flex-col gap-1.5 p-4">
          <div className="flex items-center justify-between gap-3">
            <StatusBadge status={statusOfRun(run.sync_status)} />
            <Ago time={run.created_at} />
          </div>
          {run.sync_status !== 'failed' && (
            <p className="text-sm text-muted-foreground tabular-nums">
              {counted(run.seats_retrieved, 'seat')} at {counted(run.exchanges_count, 'exchange')}
              {change !== null && (
                <>
                  , <Change value={change} />
                </>
              )}
            </p>
          )}
          {run.error_message && <p className="wrap-anywhere">{run.error_message}</p>}
        </li>
      ))}
    </ul>
  );
}

const seatsText = (run: SeatRun) => (run.sync_status === 'failed' ? '–' : count(run.seats_retrieved));

const Change = ({ value }: { value: number | null }) => (
  <span className={value ? 'font-medium' : 'text-muted-foreground'}>{changeText(value)}</span>
);
