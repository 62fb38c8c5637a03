import { TriangleAlert } from 'lucide-react';
import { Link } from '@tanstack/react-router';
import type { Connection } from '@/shared/queries';
import { counted, loginName } from '@/shared/texts';

/** Profiles that another login reaches too: nothing is wrong, but a count may surprise. */
export function Overlaps({ connection, all }: { connection: Connection; all: readonly Connection[] }) {
  const overlaps = (connection.warnings ?? []).flatMap((warning) => {
    const other = all.find(({ id }) => id === warning.connection_id);
    return other ? [{ ...warning, other }] : [];
  });
  if (overlaps.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {overlaps.map(({ other, profiles }) => (
        <li key={other.id} className="flex items-start gap-2">
          <TriangleAlert aria-hidden size={14} className="mt-0.75 shrink-0 text-warn" />
          <span className="min-w-0 wrap-anywhere">
            {counted(profiles, 'profile is', 'profiles are')} also reached by{' '}
            <Link to="/connections/$id" params={{ id: other.id }} className="underline underline-offset-4">
              “{loginName(other)}”
            </Link>
            ; each is shown once.
          </span>
        </li>
      ))}
    </ul>
  );
}
