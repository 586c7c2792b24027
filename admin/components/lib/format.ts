import { session } from './session.js';
import { t } from './text.js';

// Numbers and times as people of the chosen language read them. Money arrives as decimal text and is never a float.

const tag = session.language === 'hi' ? 'hi-IN-u-nu-latn' : 'en-IN';
const zone = session.program?.timeZone ?? 'UTC';

/** "1234567.50" -> "12,34,567.50": grouped as text, so no digit is ever lost. */
export function amount(text: string): string {
  const [whole = '', decimals] = text.replace('-', '').split('.');
  const grouped = new Intl.NumberFormat(tag).format(BigInt(whole));
  return `${text.startsWith('-') ? '−' : ''}${grouped}${decimals === undefined ? '' : `.${decimals}`}`;
}

/** "2028.00 USD" -> "2,028.00 USD"; whatever is no sum of money stays as it came. */
export const figure = (text: string): string =>
  text.replace(/^([-−]?)(\d+\.\d\d)(?= [A-Z]{3}$|$)/, (_all, sign: string, sum: string) => `${sign}${amount(sum)}`);

export const count = (value: number): string => new Intl.NumberFormat(tag).format(value);

/** Basis points: 1250 -> "12.5 %". */
export const rate = (basisPoints: number): string =>
  `${new Intl.NumberFormat(tag, { maximumFractionDigits: 2 }).format(basisPoints / 100)} %`;

export const exact = (iso: string): string =>
  new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'medium', timeZone: zone }).format(new Date(iso));

export const day = (iso: string): string =>
  new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: iso.length === 10 ? 'UTC' : zone }).format(
    new Date(iso),
  );

/**
 * Days and sums in a sentence as everywhere else: "2026-10-12" -> "12 Oct 2026", "1113.00" -> "1,113.00". Sentences
 * hold what people typed too, so digits that only look like a day stay as they are.
 */
export const readable = (sentence: string): string =>
  sentence
    .replace(/\b\d{4}-\d\d-\d\d\b/g, (text) => (isDay(text) ? day(text) : text))
    .replace(/\b\d{4,}\.\d\d\b/g, (sum) => amount(sum));

function isDay(text: string): boolean {
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** "2026-10" -> "October 2026". */
export const month = (businessMonth: string, length: 'long' | 'short' = 'long'): string =>
  new Intl.DateTimeFormat(tag, { year: 'numeric', month: length, timeZone: 'UTC' }).format(
    new Date(`${businessMonth}-01`),
  );

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** "3 hours ago"; what is more than a month away reads as its date. */
export function relative(iso: string, now = Date.now()): string {
  const seconds = Math.round((new Date(iso).getTime() - now) / 1000);
  if (Math.abs(seconds) > 2_592_000) return day(iso);
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  if (unit === 'second') return t('panel.time.now');
  return new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(Math.trunc(seconds / size), unit);
}

/** Today in the program's business day, as `2026-11-30`. */
export const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date());

export function addDays(isoDay: string, days: number): string {
  const at = new Date(`${isoDay}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
