import { Diff } from '@/shared/Diff';
import type { Change } from './changes';

/** What saving changes, before it is saved. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  return (
    <dl
      aria-label="What changes"
      className="grid max-h-40 max-sm:max-h-22 grid-cols-[auto_1fr] items-baseline gap-x-3 gap-y-1 overflow-y-auto text-sm"
    >
      {changes.map(({ label, before, after }) => (
        <div key={label} className="contents">
          <dt className="text-muted-foreground">{label}</dt>
          <dd>
            <Diff before={before} after={after} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
