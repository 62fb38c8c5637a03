import { CopyId } from '@/shared/CopyId';
import { counted } from '@/shared/texts';
import { useMedia } from '@/shared/useMedia';
import { Card } from '@/ui/card';
import { Table, TableCell, TableHead, TableHeader, TableRow } from '@/ui/table';
import type { Exchange } from './seats';
import type { Seat } from './wire';

/** The seats, grouped by exchange: a table, or cards where there is little room. */
export function SeatTable({ exchanges }: { exchanges: readonly Exchange[] }) {
  return useMedia('(min-width: 768px)') ? <Wide exchanges={exchanges} /> : <Narrow exchanges={exchanges} />;
}

function Wide({ exchanges }: { exchanges: readonly Exchange[] }) {
  return (
    <Card>
      <Table caption="Seats by exchange">
        <TableHeader>
          <TableRow>
            <TableHead aria-sort="ascending" className="w-1/3">
              Exchange
            </TableHead>
            <TableHead>Deal creation id</TableHead>
            <TableHead>Spend tracking id</TableHead>
          </TableRow>
        </TableHeader>
        {exchanges.map(({ id, name, seats }) => (
          <tbody key={id} className="border-b last:border-0">
            {seats.map((seat, index) => (
              <tr key={keyOf(seat, index)} className={index > 0 ? 'border-t border-dashed' : undefined}>
                {index === 0 && (
                  <th scope="rowgroup" rowSpan={seats.length} className="px-4 py-2.5 text-start align-top font-medium">
                    {name}
                    {seats.length > 1 && (
                      <span className="block text-sm font-normal text-muted-foreground">
                        {counted(seats.length, 'seat')}
                      </span>
                    )}
                  </th>
                )}
                <TableCell>
                  <SeatId id={seat.dealCreationId} label="deal creation id" />
                </TableCell>
                <TableCell>
                  <SeatId id={seat.spendTrackingId} label="spend tracking id" />
                </TableCell>
              </tr>
            ))}
          </tbody>
        ))}
      </Table>
    </Card>
  );
}

function Narrow({ exchanges }: { exchanges: readonly Exchange[] }) {
  return (
    <ul aria-label="Seats by exchange" className="flex flex-col gap-3">
      {exchanges.map(({ id, name, seats }) => (
        <li key={id} className="rounded-lg border bg-card">
          <h2 className="flex flex-wrap items-baseline justify-between gap-2 px-4 pt-3 font-medium">
            {name}
            <span className="text-sm font-normal text-muted-foreground">{counted(seats.length, 'seat')}</span>
          </h2>
          <ul className="divide-y">
            {seats.map((seat, index) => (
              <li key={keyOf(seat, index)} className="px-4 py-2">
                <dl className="grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-0.5">
                  <dt className="text-sm text-muted-foreground">Deal creation</dt>
                  <dd className="min-w-0 text-end">
                    <SeatId id={seat.dealCreationId} label="deal creation id" />
                  </dd>
                  <dt className="text-sm text-muted-foreground">Spend tracking</dt>
                  <dd className="min-w-0 text-end">
                    <SeatId id={seat.spendTrackingId} label="spend tracking id" />
                  </dd>
                </dl>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

const keyOf = (seat: Seat, index: number) => `${seat.dealCreationId} ${seat.spendTrackingId} ${index}`;

const SeatId = ({ id, label }: { id: string | null; label: string }) =>
  id ? <CopyId id={id} label={label} whole /> : <span className="text-sm text-muted-foreground">none</span>;
