import type { BusinessMonth } from '../core/period.js';
import { formatAmount } from '../core/money.js';
import type { Language } from '../users/user.js';
import { en } from './texts/en.js';
import type { TextKey, Texts } from './texts/en.js';
import { hi } from './texts/hi.js';

const texts: Readonly<Record<Language, Texts>> = { en, hi };
const locales: Readonly<Record<Language, string>> = { en: 'en-IN', hi: 'hi-IN' };

/** How a page speaks to its reader: words, money and days in one language and time zone. */
export interface Say {
  language: Language;
  text(key: TextKey, filled?: Readonly<Record<string, string | number>>): string;
  money(minor: bigint, currency: string): string;
  day(at: Date): string;
  time(at: Date): string;
  /** "2026-10-31" as people say it. */
  date(day: string): string;
  /** "2026-10" as people say it. */
  month(month: BusinessMonth): string;
  number(value: number): string;
}

export function sayIn(language: Language, timeZone = 'UTC'): Say {
  const locale = locales[language];
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const named = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const number = new Intl.NumberFormat(locale);
  return {
    language,
    text: (key, filled = {}) => fill(texts[language][key], filled),
    money: (minor, currency) => money(locale, currency).format(formatAmount(minor) as Intl.StringNumericLiteral),
    day: (at) => day.format(at),
    time: (at) => time.format(at),
    date: (text) => date.format(new Date(`${text}T00:00:00Z`)),
    month: (month) => named.format(new Date(`${month}-01T00:00:00Z`)),
    number: (value) => number.format(value),
  };
}

const money = (locale: string, currency: string): Intl.NumberFormat =>
  new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'code' });

/** Puts facts where a text names them. */
export const fill = (text: string, filled: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(filled[name] ?? whole));
