import { ConnectMenu } from '@/shared/ConnectMenu';
import { Card } from '@/ui/card';

/** There is no login yet: what connecting does, and what it does not. */
export function FirstRun() {
  return (
    <Card className="flex flex-col items-start gap-3 p-6">
      <h2 className="text-lg font-semibold">Connect your Amazon Ads login.</h2>
      <p className="max-w-2xl text-lg text-muted-foreground">
        One consent lists every account behind it, in all regions. We ask for campaign management; nothing changes
        unless you ask.
      </p>
      <ConnectMenu />
    </Card>
  );
}
