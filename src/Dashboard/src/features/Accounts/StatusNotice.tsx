import { Info, TriangleAlert } from 'lucide-react';
import { RemedyButton } from '@/shared/Remedy';
import { useTimePreferences } from '@/shared/Ago';
import type { Account, Connection } from '@/shared/queries';
import { statusOf } from '@/shared/statuses';
import { loginName } from '@/shared/texts';
import { day } from '@/shared/times';
import { Button } from '@/ui/button';
import { changeAccounts } from './actions';
import { AmazonConsoleLink } from './AmazonErrors';

const plain = statusOf({ account_status: 'active', api_status: null, metadata: {} });

/** Errors in single countries are explained beside the countries. */
function isUsual(account: Account) {
  const { icon, text } = statusOf(account);
  return account.account_status === 'active' && (icon === 'problem' || text === plain.text);
}

/** Why the account is not simply active, and the one thing to do about it. */
export function StatusNotice({ account, login }: { account: Account; login: Connection | undefined }) {
  const { timezone } = useTimePreferences();
  const status = account.account_status;
  if (status === 'error' && login) {
    const since = login.needs_reauth_since ? ` on ${day(Date.parse(login.needs_reauth_since), timezone)}` : '';
    return (
      <Notice isBad text={`The Amazon login “${loginName(login)}” lost access${since}; the data is from that time.`}>
        {login.status === 'needs_reauth' && (
          <RemedyButton remedy={{ label: 'Reconnect this login', reconnect: login }} primary />
        )}
      </Notice>
    );
  }
  const isBad = status === 'suspended' || status === 'error';
  return (
    <>
      {!isUsual(account) && (
        <Notice isBad={isBad} text={statusOf(account).text}>
          {status === 'disconnected' && (
            <Button onClick={() => void changeAccounts('reconnect', [account])}>Reconnect this account</Button>
          )}
          {status === 'suspended' && <AmazonConsoleLink />}
        </Notice>
      )}
      {account.sync_error_message && <Notice isBad text={`The last sync failed: ${account.sync_error_message}`} />}
    </>
  );
}

function Notice({ isBad, text, children }: { isBad: boolean; text: string; children?: React.ReactNode }) {
  const Sign = isBad ? TriangleAlert : Info;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border bg-card px-4 py-3">
      <span className="flex min-w-0 flex-1 basis-60 items-start gap-2.5">
        <Sign aria-hidden size={16} className={isBad ? 'mt-0.5 shrink-0 text-bad' : 'mt-0.5 shrink-0 text-info'} />
        <p className="min-w-0 wrap-anywhere">{text}</p>
      </span>
      {children}
    </div>
  );
}
