import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { ProblemCard } from '@/shared/ProblemCard';
import type { Account } from '@/shared/queries';
import { Skeleton } from '@/ui/skeleton';
import { accountSettings } from './queries';

const SettingsForm = lazy(() => import('./SettingsForm').then((part) => ({ default: part.SettingsForm })));

/** What the user decides about the account. The form loads when its tab is opened. */
export function SettingsTab({ account }: { account: Account }) {
  const { data, error, refetch } = useQuery(accountSettings(account.id));
  if (error && !data) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  const waiting = <Skeleton className="h-96 w-full max-w-2xl rounded-lg" />;
  if (!data) return waiting;
  return (
    <Suspense fallback={waiting}>
      <SettingsForm account={account} stored={data} />
    </Suspense>
  );
}
