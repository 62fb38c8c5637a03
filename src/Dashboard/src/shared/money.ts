import { count } from './texts';

const digits = new Map<string, number>();

/** How many decimals a currency has: none for JPY. An unknown code has two. */
export function decimalsOf(currency: string | null): number {
  if (!currency) return 2;
  const known = digits.get(currency);
  if (known !== undefined) return known;
  let found = 2;
  try {
    found = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    // Not a code of a currency: shown as it is.
  }
  digits.set(currency, found);
  return found;
}

/** An amount is read as one word, so its separators do not break lines. */
const group = (value: number) => count(value).replaceAll('\u2009', '\u202f');

const isWhole = (amount: number) => Number.isInteger(amount);

/** `1 500`, or `1 500.50`, with the decimals of the currency. */
export function amountText(amount: number, currency: string | null): string {
  const decimals = decimalsOf(currency);
  if (isWhole(amount) || decimals === 0) return group(isWhole(amount) ? amount : Math.round(amount));
  const [whole = '0', part] = Math.abs(amount).toFixed(decimals).split('.');
  return `${amount < 0 ? '-' : ''}${group(Number(whole))}.${part}`;
}

/** `1 500 USD`. The code is unambiguous where several dollars meet. */
export const moneyText = (amount: number, currency: string | null) =>
  currency ? `${amountText(amount, currency)}\u00a0${currency}` : amountText(amount, currency);
