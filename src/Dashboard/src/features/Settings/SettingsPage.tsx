import { useQuery } from '@tanstack/react-query';
import { toProblem } from '@/api/problems';
import { Page } from '@/shared/Page';
import { ProblemCard } from '@/shared/ProblemCard';
import { StaleStrip } from '@/shared/StaleStrip';
import { preferences } from '@/shared/queries';
import { Button } from '@/ui/button';
import { Skeleton } from '@/ui/skeleton';
import { Appearance } from './Appearance';
import { Behaviour } from './Behaviour';
import { Refused, refusalOf } from './Refused';
import { Times } from './Times';
import { useReset, useSave } from './queries';

/** What are my preferences? Each change is saved at once. */
export default function SettingsPage() {
  const settings = useQuery(preferences);
  const { data, error, refetch } = settings;
  const save = useSave();
  const reset = useReset();
  const refused = save.error && toProblem(save.error);
  const resetAll = () => {
    save.reset();
    reset.mutate();
  };
  const setting = data && {
    chosen: data,
    change: (change: Parameters<typeof save.mutate>[0]) => {
      reset.reset();
      save.mutate(change);
    },
    /** The message of the service at the setting that it refused. */
    refusal: (name: keyof typeof data) =>
      refused && name in save.variables ? `${refusalOf(refused)} Your change was taken back.` : undefined,
  };
  return (
    <Page
      title="Settings"
      ready={Boolean(data ?? error)}
      actions={
        data && (
          <Button busy={reset.isPending} onClick={resetAll}>
            Reset to defaults
          </Button>
        )
      }
    >
      {data && error && <StaleStrip query={settings} />}
      {error && !data && <ProblemCard error={error} onRetry={() => void refetch()} />}
      {reset.error && <Refused problem={toProblem(reset.error)} />}
      {setting ? (
        <>
          <p className="text-muted-foreground">Each change is saved at once, for every browser you sign in with.</p>
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <Appearance {...setting} />
            <Times {...setting} />
            <Behaviour {...setting} />
          </div>
        </>
      ) : (
        !error && <Loading />
      )}
    </Page>
  );
}

function Loading() {
  return (
    <div aria-busy className="flex flex-col gap-4">
      <Skeleton className="h-5 w-80 max-w-full" />
      <div className="grid gap-4 lg:grid-cols-2">
        {[1, 2, 3, 4].map((i) => (
          <Skeleton key={i} className="h-64 w-full rounded-lg" />
        ))}
      </div>
    </div>
  );
}
