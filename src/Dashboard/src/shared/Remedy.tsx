import { Link } from '@tanstack/react-router';
import { useMutation } from '@tanstack/react-query';
import { Button, buttonVariants } from '@/ui/button';
import { reconnect } from './connect';
import { ConnectMenu } from './ConnectMenu';
import type { Problem } from './problemsOf';
import { toProblem } from '@/api/problems';

/** The one thing to do about a problem. */
export function RemedyButton({
  remedy,
  primary = false,
}: {
  remedy: NonNullable<Problem['remedy']>;
  primary?: boolean;
}) {
  const variant = primary ? 'primary' : 'link';
  const size = primary ? 'default' : 'inline';
  if ('to' in remedy) {
    return (
      <Link to={remedy.to} search={remedy.search ?? {}} className={buttonVariants({ variant, size })}>
        {remedy.label}
      </Link>
    );
  }
  if ('connect' in remedy) return <ConnectMenu variant={primary ? 'primary' : 'outline'} />;
  return <LeaveButton {...{ variant, size }} label={remedy.label} leave={() => reconnect(remedy.reconnect)} />;
}

/** A button that leaves for Amazon. It stays busy until the browser has left. */
function LeaveButton({
  label,
  leave,
  variant,
  size,
}: {
  label: string;
  leave: () => Promise<void>;
  variant: 'primary' | 'link';
  size: 'default' | 'inline';
}) {
  const { mutate, isPending, isSuccess, error } = useMutation({ mutationFn: leave });
  return (
    <>
      <Button variant={variant} size={size} busy={isPending || isSuccess} onClick={() => mutate()}>
        {label}
      </Button>
      {error && (
        <span role="alert" className="text-bad">
          {toProblem(error).message}
        </span>
      )}
    </>
  );
}
