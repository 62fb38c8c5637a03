import { useQuery } from '@tanstack/react-query';
import { RemedyButton } from '@/shared/Remedy';
import { connections } from '@/shared/queries';
import { loginName, regionName } from '@/shared/texts';
import { day } from '@/shared/times';
import { Dialog } from '@/ui/dialog';

/** Shown when Amazon refuses an action because a login lost its access: which login, and the way back. */
export default function ReconnectDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { data: logins = [] } = useQuery(connections);
  const invalid = logins.filter((login) => login.status === 'needs_reauth');
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Amazon access is needed"
      description="This needs an Amazon login whose access was revoked. Reconnect it; you return to this page."
    >
      <ul className="flex flex-col divide-y">
        {invalid.map((login) => (
          <li key={login.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
            <span className="min-w-0 grow">
              <span className="block font-medium">{loginName(login)}</span>
              <span className="block text-sm text-muted-foreground">
                {regionName[login.region]}, connected on {day(Date.parse(login.created_at))}
              </span>
            </span>
            <RemedyButton remedy={{ label: 'Reconnect', reconnect: login }} primary />
          </li>
        ))}
        {invalid.length === 0 && (
          <li className="flex flex-wrap items-center gap-4 py-3">
            <span className="grow">No login is connected.</span>
            <RemedyButton remedy={{ label: 'Connect Amazon', connect: true }} primary />
          </li>
        )}
      </ul>
    </Dialog>
  );
}
