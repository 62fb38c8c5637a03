import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ConnectMenu } from '@/shared/ConnectMenu';
import { connections } from '@/shared/queries';
import { buttonVariants } from '@/ui/button';
import { Card } from '@/ui/card';

/** Nothing is stored: there is no login, or its first sync has not ended. */
export function FirstRun() {
  const { data } = useQuery(connections);
  const isConnected = data?.some((connection) => connection.status !== 'revoked');
  return (
    <Card className="flex flex-col items-start gap-3 p-6">
      <h2 className="text-lg font-semibold">
        {isConnected ? 'No accounts have been read yet' : 'Connect your Amazon Ads login'}
      </h2>
      <p className="max-w-2xl text-muted-foreground">
        {isConnected
          ? 'The hierarchy shows who manages which account once a sync has read your accounts.'
          : 'One consent lists every account behind it. Then this page shows who manages which account, with profiles and DSP advertisers.'}
      </p>
      {isConnected ? (
        <Link to="/sync" className={buttonVariants({ variant: 'primary' })}>
          Open the syncs
        </Link>
      ) : (
        <ConnectMenu />
      )}
    </Card>
  );
}
