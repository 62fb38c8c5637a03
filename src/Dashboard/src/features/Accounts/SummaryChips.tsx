import type { Summary } from '@/shared/queries';
import { count } from '@/shared/texts';
import { cn } from '@/ui/cn';
import { Skeleton } from '@/ui/skeleton';
import { chipsOf } from './chips';
import type { AccountsSearch } from './search';

/** How many accounts there are of each kind; a press lists them. */
export function SummaryChips({
  summary,
  search,
  onChoose,
}: {
  summary: Summary | undefined;
  search: AccountsSearch;
  onChoose: (changes: AccountsSearch) => void;
}) {
  if (!summary)
    return (
      <div aria-busy className="flex gap-2 overflow-hidden">
        {[1, 2, 3, 4].map((i) => (
          <Skeleton key={i} className="h-8 w-24 shrink-0 rounded-full coarse:h-11" />
        ))}
      </div>
    );
  return (
    <div
      role="group"
      aria-label="Accounts by state"
      className="flex gap-2 max-md:-m-1 max-md:overflow-x-auto max-md:p-1 md:flex-wrap"
    >
      {chipsOf(summary, search).map(({ label, count: accounts, isOn, search: changes }) => (
        <button
          key={label}
          type="button"
          aria-pressed={isOn}
          onClick={() => onChoose(changes)}
          className={cn(
            'inline-flex h-8 shrink-0 items-center gap-1.5 rounded-full border px-3 transition-colors duration-120 coarse:h-11',
            isOn ? 'border-primary bg-accent font-medium text-accent-foreground' : 'bg-card hover:bg-muted',
          )}
        >
          {label}
          <span className={cn('tabular-nums', !isOn && 'text-muted-foreground')}>{count(accounts)}</span>
        </button>
      ))}
    </div>
  );
}
