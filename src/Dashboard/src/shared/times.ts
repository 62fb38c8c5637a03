const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'short' });

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** How long ago a time was: `just now`, `3 min ago`. A time in the future by clock skew is `just now`. */
export function ago(time: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - time) / 1000));
  return seconds < 5 ? 'just now' : short(-seconds);
}

/** When a time will be: `in 4 min`, or `due now` once it has passed. */
export function due(time: number, now: number): string {
  const seconds = Math.ceil((time - now) / 1000);
  return seconds <= 0 ? 'due now' : short(seconds);
}

function short(seconds: number): string {
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return relative
    .format(Math.trunc(seconds / size), unit)
    .replace('.', '')
    .replace(/ hr\b/, ' h')
    .replace(/ sec\b/, ' s');
}

/** A length such as `21 s`, `3 min` or `2 h 10 min`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export interface TimePreferences {
  readonly timezone?: string;
  readonly hour12?: boolean;
}

/** The exact time in the user's zone, with the zone's name. */
export const exact = (time: number, { timezone, hour12 }: TimePreferences = {}) =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    timeZone: timezone,
    hour12,
  }).format(time);

export const day = (time: number, timezone?: string) =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: timezone }).format(time);
