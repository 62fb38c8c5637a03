import { CircleX, WifiOff } from 'lucide-react';
import { Link } from '@tanstack/react-router';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { alert } from '@/shared/announce';
import { reconnect } from '@/shared/connect';
import { loginName } from '@/shared/texts';
import type { Connection } from '@/shared/queries';
import { Button } from '@/ui/button';

const subscribe = (listener: () => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

/** What concerns every page, one line each: no network, and logins without access. */
export function Banner({ invalid }: { invalid: readonly Connection[] }) {
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <>
      {!isOnline && (
        <Strip tone="warn" icon={<WifiOff aria-hidden size={16} />}>
          You are offline. The page shows what it has and continues by itself.
        </Strip>
      )}
      {invalid.length > 0 && <InvalidGrants invalid={invalid} />}
    </>
  );
}

function InvalidGrants({ invalid }: { invalid: readonly Connection[] }) {
  const [first] = invalid;
  const names = invalid.map(loginName).join(', ');
  useEffect(() => {
    alert.set(`Amazon revoked access for ${names}.`);
    return () => alert.set('');
  }, [names]);
  const leave = useMutation({ mutationFn: reconnect });
  if (!first) return null;
  return (
    <Strip tone="bad" icon={<CircleX aria-hidden size={16} />}>
      <span className="min-w-0 grow">
        <span className="max-md:sr-only">
          {invalid.length === 1
            ? `Amazon revoked access for “${loginName(first)}”. Its accounts receive no updates.`
            : `${invalid.length} logins need attention: ${names}.`}
        </span>
        <span aria-hidden className="block truncate md:hidden">
          {invalid.length === 1 ? `${loginName(first)}: access revoked` : `${invalid.length} logins need attention`}
        </span>
        {leave.error && <span role="alert"> {leave.error.message}</span>}
      </span>
      {invalid.length === 1 ? (
        <Button
          variant="primary"
          size="sm"
          busy={leave.isPending || leave.isSuccess}
          onClick={() => leave.mutate(first)}
        >
          Reconnect
        </Button>
      ) : (
        <Link to="/connections" className="shrink-0 font-medium underline underline-offset-4">
          Review logins
        </Link>
      )}
    </Strip>
  );
}

function Strip({ tone, icon, children }: { tone: 'bad' | 'warn'; icon: ReactNode; children: ReactNode }) {
  const colours = tone === 'bad' ? 'bg-bad-back text-bad' : 'bg-warn-back text-warn';
  return (
    <div className={`flex items-center gap-3 px-4 py-2 md:px-6 [&>svg]:shrink-0 ${colours}`}>
      {icon}
      {children}
    </div>
  );
}
