import { expect, it } from 'vitest';
import { amountText, moneyText } from './money';

it('shows the decimals of the currency, and none of a whole amount', () => {
  expect(amountText(1500, 'USD')).toBe('1\u202f500');
  expect(amountText(1500.5, 'USD')).toBe('1\u202f500.50');
  expect(amountText(1500.4, 'JPY')).toBe('1\u202f500');
  expect(amountText(0.05, 'EUR')).toBe('0.05');
});

it('names the currency, whether it is known or not', () => {
  expect(moneyText(1500, 'EUR')).toBe('1\u202f500\u00a0EUR');
  expect(moneyText(2.5, '??')).toBe('2.50\u00a0??');
  expect(moneyText(7, null)).toBe('7');
});
