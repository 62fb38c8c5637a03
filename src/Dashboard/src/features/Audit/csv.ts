/** A spreadsheet must not run what somebody else wrote. Source: OWASP, "CSV Injection". */
const isFormula = /^[=+\-@\t\r]/;

function cell(value: string): string {
  const safe = isFormula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Comma-separated values after RFC 4180. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
