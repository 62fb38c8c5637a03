const dateFormats = ['YYYY-MM-DD', 'DD/MM/YYYY', 'MM/DD/YYYY', 'DD.MM.YYYY', 'D MMM YYYY'];
const pageSizes = [10, 25, 50, 100];

const example = new Date(2026, 10, 28);

/** How a date looks in a format of `Y`, `M` and `D`. */
export function inFormat(format: string, date = example): string {
  const parts: Record<string, string> = {
    YYYY: String(date.getFullYear()),
    YY: String(date.getFullYear()).slice(-2),
    MMMM: date.toLocaleString('en', { month: 'long' }),
    MMM: date.toLocaleString('en', { month: 'short' }),
    MM: String(date.getMonth() + 1).padStart(2, '0'),
    M: String(date.getMonth() + 1),
    DD: String(date.getDate()).padStart(2, '0'),
    D: String(date.getDate()),
  };
  return format.replace(/Y+|M+|D+/g, (part) => parts[part] ?? part);
}

/** The usual choices, with the present one if it is none of them. */
const including = <T>(choices: readonly T[], present: T) =>
  choices.includes(present) ? choices : [...choices, present];

export const dateFormatOptions = (present: string) =>
  including(dateFormats, present).map((format) => ({ value: format, label: `${inFormat(format)} (${format})` }));

export const pageSizeOptions = (present: number) =>
  including(pageSizes, present)
    .toSorted((a, b) => a - b)
    .map((size) => ({ value: String(size), label: String(size) }));

/** Every zone that the browser knows, UTC first, with its offset now. */
export const zoneOptions = (present: string) =>
  [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), present])].map((zone) => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
    keywords: zone,
  }));

export function offsetOf(zone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts();
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}
