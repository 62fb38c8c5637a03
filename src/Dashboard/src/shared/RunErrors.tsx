import { TriangleAlert } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { CopyId } from './CopyId';
import { remedyOf } from './errorTexts';
import { connections, type Run } from './queries';
import { loginName, scopeTitle } from './texts';

type ScopeError = Run['errors'][number];

/** The errors of each listing in each region, in the order of their first one. */
export function byScope(errors: readonly ScopeError[]): { name: string; errors: ScopeError[] }[] {
  const names = new Set(errors.map(scopeTitle));
  return [...names].map((name) => ({ name, errors: errors.filter((error) => scopeTitle(error) === name) }));
}

/** What failed in a run, why in Amazon's words, and what to do. `level` keeps the order of headings true. */
export function RunErrors({ errors, level = 3 }: { errors: readonly ScopeError[]; level?: 3 | 4 }) {
  const { data: logins } = useQuery(connections);
  const Heading = `h${level}` as const;
  return (
    <ul className="flex flex-col gap-3">
      {byScope(errors).map((group) => (
        <li key={group.name} className="flex items-start gap-2">
          <TriangleAlert aria-hidden size={16} className="mt-0.5 shrink-0 text-warn" />
          <div className="min-w-0">
            <Heading className="font-medium">{group.name}</Heading>
            <ul className="flex flex-col gap-1.5">
              {group.errors.map((error) => (
                <li key={`${error.connection_id} ${error.profile_id} ${error.code}`}>
                  <OneError error={error} login={logins?.find(({ id }) => id === error.connection_id)} />
                </li>
              ))}
            </ul>
          </div>
        </li>
      ))}
    </ul>
  );
}

function OneError({ error, login }: { error: ScopeError; login: Parameters<typeof loginName>[0] | undefined }) {
  const remedy = remedyOf(error.code);
  return (
    <>
      <p className="wrap-anywhere">
        {login && <span className="text-muted-foreground">“{loginName(login)}”: </span>}
        {error.message}
      </p>
      <p className="flex flex-wrap items-center gap-x-2 text-sm text-muted-foreground">
        {remedy && <span>{remedy}</span>}
        <CopyId id={error.code} label="code" whole />
        {error.profile_id && (
          <span className="inline-flex items-center gap-1">
            profile <CopyId id={error.profile_id} label="profile id" whole />
          </span>
        )}
      </p>
    </>
  );
}
