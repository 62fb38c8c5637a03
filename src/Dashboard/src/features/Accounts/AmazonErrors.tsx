import { ExternalLink } from 'lucide-react';
import { CopyId } from '@/shared/CopyId';
import { Country } from '@/shared/Country';
import { meaningOf } from '@/shared/errorTexts';
import type { Account } from '@/shared/queries';
import { countryErrors } from '@/shared/statuses';

export type AmazonError = ReturnType<typeof countryErrors>[string][number];

export function AmazonConsoleLink() {
  return (
    <a
      href="https://advertising.amazon.com"
      target="_blank"
      rel="noreferrer"
      className="inline-flex min-h-6 items-center gap-1 font-medium text-primary underline-offset-4 hover:underline"
    >
      Open Amazon Ads
      <ExternalLink aria-hidden size={13} />
      <span className="sr-only">(new tab)</span>
    </a>
  );
}

/** Amazon's reason in its own words, with its code, and what it means. */
export function AmazonReason({ error }: { error: AmazonError }) {
  const { errorCode: code, errorMessage: message, errorId } = error;
  return (
    <dl className="grid grid-cols-1 gap-x-3 gap-y-0.5 sm:grid-cols-[auto_1fr]">
      <dt className="text-muted-foreground">Amazon says</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-x-2">
        {message ? <q className="wrap-anywhere">{message}</q> : 'no reason'}
        {code && <CopyId id={code} label="code" whole />}
        {errorId !== undefined && <CopyId id={String(errorId)} label="error id" whole />}
      </dd>
      <dt className="text-muted-foreground">What it means</dt>
      <dd>{meaningOf(code)}</dd>
    </dl>
  );
}

/** Amazon's reasons per country: what an expanded row shows. */
export function AmazonErrors({ account }: { account: Pick<Account, 'metadata'> }) {
  const countries = Object.entries(countryErrors(account));
  if (countries.length === 0) return <p className="text-muted-foreground">Amazon reports no errors.</p>;
  return (
    <div className="flex flex-col gap-3 text-sm">
      {countries.map(([code, errors]) => (
        <div key={code} className="grid gap-x-4 gap-y-1 sm:grid-cols-[10rem_1fr]">
          <Country code={code} full />
          <div className="flex min-w-0 flex-col gap-2">
            {errors.map((error, index) => (
              // Amazon may repeat an error; nothing else tells two of them apart.
              // oxlint-disable-next-line react/no-array-index-key
              <AmazonReason key={index} error={error} />
            ))}
          </div>
        </div>
      ))}
      <span className="sm:ps-44">
        <AmazonConsoleLink />
      </span>
    </div>
  );
}
