import type { Summary } from '@/shared/queries';
import { statusLabel } from '@/shared/statuses';
import type { AccountsSearch } from './search';

/** A count of the summary that is a filter as well. */
export interface SummaryChip {
  readonly label: string;
  readonly count: number;
  readonly isOn: boolean;
  /** The part of the view that a press changes. */
  readonly search: Pick<AccountsSearch, 'status' | 'errors'>;
}

const alwaysShown = 4;

/** All, Active, Errors, Pending; then those that count something, or that are on. A second press removes the filter. */
export function chipsOf(summary: Summary, search: AccountsSearch): SummaryChip[] {
  const isUnfiltered = !search.status && !search.errors;
  const ofStatus = (status: NonNullable<AccountsSearch['status']>[number]): SummaryChip => {
    const isOn = search.status?.length === 1 && search.status[0] === status && !search.errors;
    return {
      label: statusLabel(status),
      count: summary.by_status[status],
      isOn,
      search: { status: isOn ? undefined : [status], errors: undefined },
    };
  };
  const withErrors = search.errors === '1' && !search.status;
  const chips: SummaryChip[] = [
    {
      label: 'All',
      count: summary.total,
      isOn: isUnfiltered,
      search: { status: undefined, errors: undefined },
    },
    ofStatus('active'),
    {
      label: 'Errors',
      count: summary.with_errors,
      isOn: withErrors,
      search: { status: undefined, errors: withErrors ? undefined : '1' },
    },
    ofStatus('pending'),
    ofStatus('suspended'),
    ofStatus('error'),
    ofStatus('inactive'),
    ofStatus('disconnected'),
  ];
  return chips.filter((chip, index) => index < alwaysShown || chip.count > 0 || chip.isOn);
}
