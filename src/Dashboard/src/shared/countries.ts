const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

/** The country's English name, or its code if it has none. */
export function countryName(code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
