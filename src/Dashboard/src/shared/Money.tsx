import { moneyText } from './money';

/** An amount in its currency. */
export function Money({ amount, currency }: { amount: number | null; currency: string | null }) {
  return amount === null ? (
    <span className="text-muted-foreground">none</span>
  ) : (
    <span className="whitespace-nowrap tabular-nums">{moneyText(amount, currency)}</span>
  );
}
