import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { RunErrors } from '@/shared/RunErrors';
import type { Run } from '@/shared/queries';
import { scopeName } from '@/shared/texts';
import { Card, CardContent, CardHeader, CardTitle } from '@/ui/card';
import { scopes } from './search';

/** What failed in a run. If several listings did, chips show one of them; the choice is in the address. */
export function ScopedErrors({ run }: { run: Run }) {
  const { scope: chosen } = useSearch({ from: '/sync/$id' });
  const failed = scopes.filter((scope) => run.errors.some((error) => error.scope === scope));
  const shown = chosen ? run.errors.filter(({ scope }) => chosen.includes(scope)) : run.errors;
  return (
    <Card>
      <CardHeader>
        <CardTitle>What failed</CardTitle>
        {(failed.length > 1 || chosen) && (
          <nav aria-label="Listings" className="flex flex-wrap gap-1.5">
            <Chip id={run.sync_id} isChosen={!chosen}>
              All {run.errors.length}
            </Chip>
            {failed.map((scope) => (
              <Chip key={scope} id={run.sync_id} scope={scope} isChosen={chosen?.includes(scope) ?? false}>
                {scopeName[scope]} {run.errors.filter((error) => error.scope === scope).length}
              </Chip>
            ))}
          </nav>
        )}
      </CardHeader>
      <CardContent>
        {shown.length > 0 ? (
          <RunErrors errors={shown} />
        ) : (
          <p className="text-muted-foreground">This listing did not fail.</p>
        )}
      </CardContent>
    </Card>
  );
}

function Chip({
  id,
  scope,
  isChosen,
  children,
}: {
  id: string;
  scope?: (typeof scopes)[number];
  isChosen: boolean;
  children: ReactNode;
}) {
  const colours = isChosen ? 'border-primary bg-accent text-accent-foreground' : 'hover:bg-muted';
  return (
    <Link
      to="/sync/$id"
      params={{ id }}
      search={scope ? { scope: [scope] } : {}}
      aria-current={isChosen ? 'true' : undefined}
      className={`inline-flex h-6 items-center rounded-full border px-2.5 text-sm ${colours}`}
    >
      {children}
    </Link>
  );
}
