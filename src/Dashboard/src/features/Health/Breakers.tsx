import { Ago } from '@/shared/Ago';
import { regionName } from '@/shared/texts';
import { Badge, type Tone } from '@/ui/badge';
import { Card, CardDescription, CardHeader, CardTitle } from '@/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/ui/table';
import { breakerTable, groupName, type Dependency } from './service';

const states: Record<Dependency['breaker'], { tone: Tone; label: string }> = {
  closed: { tone: 'ok', label: 'Closed' },
  open: { tone: 'bad', label: 'Open' },
  half_open: { tone: 'warn', label: 'Half open' },
};

/** The circuit breakers of Amazon's services, by region and group. */
export function Breakers({ amazon }: { amazon: readonly Dependency[] }) {
  const { groups, rows } = breakerTable(amazon);
  return (
    <Card className="min-w-0 lg:col-span-2">
      <CardHeader className="pb-2">
        <CardTitle>Amazon</CardTitle>
        <CardDescription>
          A closed breaker lets calls through. An open one refuses them at once, until a trial call succeeds.
        </CardDescription>
      </CardHeader>
      <Table caption="Circuit breakers by region and group">
        <TableHeader>
          <TableRow>
            <TableHead>Region</TableHead>
            {groups.map((group) => (
              <TableHead key={group}>{groupName(group)}</TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map(({ region, cells }) => (
            <TableRow key={region}>
              <TableHead scope="row" className="py-3 align-top">
                <span className="text-base text-foreground">{regionName[region]}</span>
              </TableHead>
              {cells.map((cell, i) => (
                <TableCell key={groups[i]} className="align-top">
                  {cell ? <Breaker cell={cell} /> : <span className="text-muted-foreground">Not called yet</span>}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function Breaker({ cell }: { cell: Dependency }) {
  const { tone, label } = states[cell.breaker] ?? { tone: 'off', label: cell.breaker };
  return (
    <span className="flex flex-col items-start gap-1 text-sm whitespace-nowrap text-muted-foreground">
      <Badge tone={tone}>{label}</Badge>
      <span>
        answered <Ago time={cell.last_answered} />
      </span>
      {cell.last_failed && (
        <span>
          failed <Ago time={cell.last_failed} />
        </span>
      )}
    </span>
  );
}
