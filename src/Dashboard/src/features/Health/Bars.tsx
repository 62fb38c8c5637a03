import { Link } from '@tanstack/react-router';
import { count } from '@/shared/texts';
import type { AccountStatus } from '@/shared/queries';
import { sentenceOf, type BarItem } from './service';

/** Numbers as bars. Each bar stands beside its number, so nothing is said by length alone. */
export function Bars({ items }: { items: readonly (BarItem & { status?: AccountStatus })[] }) {
  const longest = Math.max(1, ...items.map(({ value }) => value));
  return (
    <figure className="flex flex-col gap-3">
      <figcaption className="text-sm text-muted-foreground">{sentenceOf(items)}</figcaption>
      <ul className="flex flex-col gap-2">
        {items.map(({ label, value, status }) => (
          <li key={label} className="grid min-h-6 grid-cols-[8.5rem_minmax(0,1fr)_3.5rem] items-center gap-3">
            {status ? (
              <Link
                to="/accounts"
                search={{ status: [status] }}
                className="flex min-h-6 items-center text-primary underline-offset-4 hover:underline"
              >
                {label}
              </Link>
            ) : (
              <span>{label}</span>
            )}
            <span aria-hidden className="h-2.5 rounded-full bg-muted">
              <span
                className={`block h-full rounded-full bg-primary ${value > 0 ? 'min-w-1' : ''}`}
                style={{ width: `${(100 * value) / longest}%` }}
              />
            </span>
            <span className="text-end tabular-nums">{count(value)}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
