import { countryName } from '@/shared/countries';

const countries =
  'AE AR AT AU BE BG BR CA CH CL CO CZ DE DK EE EG ES FI FR GB GR HK HU ID IE IL IN IT JP KR KW LT LU LV MA MX MY NL NO NZ PA PE PH PL PT QA RO SA SE SG SK TH TR TW US UY VN ZA';
const currencies =
  'AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR JPY KRW KWD MAD MXN MYR NOK NZD PEN PHP PLN QAR RON SAR SEK SGD THB TRY TWD USD UYU VND ZAR';

const withOwn = (codes: string, own: string) => [...new Set([...codes.split(' '), ...(own ? [own] : [])])];

/** The countries that Amazon's campaigns take, by name. The service refuses what Amazon does not take. */
export const countryOptions = (own: string) =>
  withOwn(countries, own)
    .map((value) => ({ value, label: countryName(value), keywords: value }))
    .toSorted((a, b) => a.label.localeCompare(b.label));

const names = new Intl.DisplayNames('en', { type: 'currency', fallback: 'code' });

export const currencyOptions = (own: string) =>
  withOwn(currencies, own).map((value) => ({ value, label: value, keywords: names.of(value) }));
