import { CircleAlert, X } from 'lucide-react';
import { remedyOf } from '@/shared/errorTexts';
import { Button } from '@/ui/button';

/** What a link with the code alone says: the service's own words are not in the address. */
const reasons = new Map([
  ['oauth.access_denied', 'You did not allow the access at Amazon.'],
  ['oauth.invalid_state', 'This attempt to connect is no longer valid.'],
  ['oauth.client_rejected', 'Amazon does not accept this service.'],
]);

/** Why connecting failed, and what to do next. */
export function ConnectionProblem({
  code,
  description,
  onDismiss,
}: {
  code: string;
  description: string | null;
  onDismiss: () => void;
}) {
  const remedy = remedyOf(code) ?? 'Start again with “Connect Amazon”.';
  const reason = description ?? reasons.get(code);
  return (
    <section role="alert" className="flex items-start gap-2.5 rounded-lg border bg-warn-back p-4">
      <CircleAlert aria-hidden size={16} className="mt-0.5 shrink-0 text-warn" />
      <div className="min-w-0 grow">
        <h2 className="font-medium">The login was not connected</h2>
        {reason && <p className="wrap-anywhere">{reason}</p>}
        <p>{remedy}</p>
        <p className="mt-1 font-mono text-xs wrap-anywhere text-muted-foreground">{code}</p>
      </div>
      <Button variant="ghost" size="icon-sm" aria-label="Dismiss" onClick={onDismiss}>
        <X aria-hidden />
      </Button>
    </section>
  );
}
