const dayLength = 86_400_000;

/** How far a zone's clock is ahead of UTC at a time, in milliseconds. */
function offsetAt(time: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(time);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((candidate) => candidate.type === type)?.value);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - Math.floor(time / 1000) * 1000;
}

/** When a day such as `2026-03-29` begins in a zone. Where the clock skips midnight, it begins at the first time that exists. */
export function startOfDay(date: string, timezone: string): number {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  // The offset a day earlier and a day later: between them lies at most one change of the clock.
  const candidates = [offsetAt(midnight - dayLength, timezone), offsetAt(midnight + dayLength, timezone)].map(
    (offset) => midnight - offset,
  );
  const exact = candidates.find((time) => time + offsetAt(time, timezone) === midnight);
  return exact ?? Math.max(...candidates);
}

export const nextDay = (date: string) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + dayLength).toISOString().slice(0, 10);
