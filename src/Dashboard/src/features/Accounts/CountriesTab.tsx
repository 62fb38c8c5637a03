import type { Schemas } from '@/api/client';
import { CopyId } from '@/shared/CopyId';
import { Country } from '@/shared/Country';
import type { Account } from '@/shared/queries';
import { countryErrors, type Status } from '@/shared/statuses';
import { StatusBadge } from '@/shared/StatusBadge';
import { Card } from '@/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/ui/table';
import { AmazonConsoleLink, AmazonReason, type AmazonError } from './AmazonErrors';
import { countryStatus } from './countryStatus';

type Profile = Schemas['CountryProfile'];

/** The account in each country: its profile, or Amazon's reasons why there is none. */
export function CountriesTab({
  codes,
  profiles,
  account,
}: {
  codes: readonly string[];
  profiles: readonly Profile[];
  account: Account;
}) {
  const errors = countryErrors(account);
  if (codes.length === 0)
    return <Card className="p-6 text-center text-muted-foreground">Amazon names no country for this account.</Card>;
  const rows = codes.map((code) => {
    const profile = profiles.find(({ country_code }) => country_code === code);
    const reasons = errors[code] ?? [];
    return { code, profile, reasons, status: countryStatus(profile !== undefined, reasons.length > 0, account) };
  });
  return (
    <Card>
      <div className="max-md:hidden">
        <CountryTable rows={rows} />
      </div>
      <ul className="divide-y md:hidden">
        {rows.map((row) => (
          <CountryItem key={row.code} row={row} />
        ))}
      </ul>
    </Card>
  );
}

interface Row {
  code: string;
  profile: Profile | undefined;
  reasons: readonly AmazonError[];
  status: Status;
}

function CountryTable({ rows }: { rows: readonly Row[] }) {
  return (
    <Table caption="The account in each country">
      <TableHeader>
        <TableRow>
          <TableHead>Country</TableHead>
          <TableHead>Profile</TableHead>
          <TableHead>Entity</TableHead>
          <TableHead>Currency</TableHead>
          <TableHead>Time zone</TableHead>
          <TableHead>Status</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map(({ code, profile, reasons, status }) => [
          <TableRow key={code} className={reasons.length > 0 ? 'border-0' : 'border-b'}>
            <TableHead scope="row" className="text-foreground">
              <Country code={code} full />
            </TableHead>
            <TableCell>
              {profile?.profile_id ? <CopyId id={profile.profile_id} label="profile id" whole /> : '–'}
            </TableCell>
            <TableCell>
              {profile?.entity_id ? <CopyId id={profile.entity_id} label="entity id" whole /> : '–'}
            </TableCell>
            <TableCell>{profile?.currency_code ?? '–'}</TableCell>
            <TableCell>{profile?.timezone ?? '–'}</TableCell>
            <TableCell>
              <StatusBadge status={status} />
            </TableCell>
          </TableRow>,
          reasons.length > 0 && (
            <TableRow key={`${code} reasons`}>
              <TableCell colSpan={6} className="pt-0 ps-10">
                <Reasons reasons={reasons} />
              </TableCell>
            </TableRow>
          ),
        ])}
      </TableBody>
    </Table>
  );
}

function CountryItem({ row: { code, profile, reasons, status } }: { row: Row }) {
  const facts = [profile?.currency_code, profile?.timezone].filter(Boolean).join(' · ');
  return (
    <li className="flex flex-col gap-2 p-4">
      <span className="flex flex-wrap items-center gap-2">
        <span className="font-medium">
          <Country code={code} full />
        </span>
        <span className="ms-auto">
          <StatusBadge status={status} />
        </span>
      </span>
      {facts && <span className="text-sm text-muted-foreground">{facts}</span>}
      {profile?.profile_id && (
        <span className="flex items-center gap-2 text-sm">
          Profile <CopyId id={profile.profile_id} label="profile id" whole />
        </span>
      )}
      {profile?.entity_id && (
        <span className="flex items-center gap-2 text-sm">
          Entity <CopyId id={profile.entity_id} label="entity id" whole />
        </span>
      )}
      {reasons.length > 0 && <Reasons reasons={reasons} />}
    </li>
  );
}

function Reasons({ reasons }: { reasons: readonly AmazonError[] }) {
  return (
    <div className="flex flex-col items-start gap-2 text-sm">
      {reasons.map((error, index) => (
        // Amazon may repeat an error; nothing else tells two of them apart.
        // oxlint-disable-next-line react/no-array-index-key
        <AmazonReason key={index} error={error} />
      ))}
      <AmazonConsoleLink />
    </div>
  );
}
