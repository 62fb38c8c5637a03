/** Reads the search part of an address as text; each page's schema keeps what it knows. */
export const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));

/** Sorted, without empty values and with bare commas, so that equal views have equal links. */
export function stringifySearch(values: Record<string, unknown>): string {
  const pairs = Object.entries(values)
    .map(([key, value]) => [key, value === undefined || value === null ? '' : String(value)] as const)
    .filter(([, value]) => value !== '')
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return pairs.length === 0
    ? ''
    : `?${pairs.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value).replaceAll('%2C', ',')}`).join('&')}`;
}

/** The raw values of a search: text from an address, or the values that a page navigates with. */
export type RawSearch = Record<string, unknown>;

const textOf = (value: unknown) => (value === undefined || value === null ? '' : String(value));

/** Free text, or undefined if it is empty. */
export const text = (value: unknown): string | undefined => textOf(value).trim() || undefined;

/** The known values of a comma-separated list, or undefined if there are none. Unknown values are dropped. */
export function listOf<T extends string>(value: unknown, known: readonly T[]): T[] | undefined {
  const values = known.filter((candidate) => textOf(value).split(',').includes(candidate));
  return values.length > 0 ? values : undefined;
}

/** The known values of a comma-separated list in the list's own order, once each, or undefined if there are none. */
export function sequenceOf<T extends string>(value: unknown, known: readonly T[]): T[] | undefined {
  const values = [...new Set(textOf(value).split(','))].filter((candidate): candidate is T =>
    (known as readonly string[]).includes(candidate),
  );
  return values.length > 0 ? values : undefined;
}

/** Every value of a comma-separated list that matches a pattern, sorted and once each. */
export function listMatching(value: unknown, pattern: RegExp): string[] | undefined {
  const values = [...new Set(textOf(value).split(','))].filter((candidate) => pattern.test(candidate)).toSorted();
  return values.length > 0 ? values : undefined;
}

/** One known value, or undefined if it is the default or unknown. */
export const oneOf = <T extends string>(value: unknown, known: readonly T[], standard?: T): T | undefined =>
  known.find((candidate) => candidate === textOf(value) && candidate !== standard);

/** `1` if the flag is set. */
export const flag = (value: unknown): '1' | undefined => (textOf(value) === '1' ? '1' : undefined);
