import { ChevronDown, ChevronRight } from 'lucide-react';
import type { Account } from '@/shared/queries';
import { StatusBadge } from '@/shared/StatusBadge';
import { countryErrors, statusOf } from '@/shared/statuses';
import { Button } from '@/ui/button';
import { useExpanded } from './useExpanded';

/** The status, and for an account that Amazon refuses somewhere, a button that shows the reasons below the row. */
export function StatusCell({ account }: { account: Account }) {
  const hasReasons = Object.keys(countryErrors(account)).length > 0;
  return (
    <span className="flex min-w-0 items-center gap-1">
      <StatusBadge status={statusOf(account)} />
      {hasReasons && <ReasonsToggle account={account} />}
    </span>
  );
}

function ReasonsToggle({ account }: { account: Account }) {
  const { expanded, toggle } = useExpanded();
  const isOpen = expanded.has(account.id);
  const Icon = isOpen ? ChevronDown : ChevronRight;
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-expanded={isOpen}
      aria-label={`Amazon's reasons for ${account.account_name}`}
      onClick={() => toggle(account.id)}
    >
      <Icon aria-hidden />
    </Button>
  );
}
