import { parseAmount } from '../../core/money.js';

/** A field that is not what its column asks for; the reader of the file adds where it stands. */
export class FieldRefused extends Error {}

const digits = /^\d{1,16}$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
const usPerMinute = 60_000_000;

/** A whole number that sorts and prints as a number. */
export function readId(column: string, text: string): number {
  const id = digits.test(text) ? Number(text) : NaN;
  if (!Number.isSafeInteger(id)) throw new FieldRefused(`${column} ${JSON.stringify(text)} is not a whole number`);
  return id;
}

/** Money or volume with at most two decimals, in minor units; a sign only where it may be negative. */
export function readMinor(column: string, text: string, mayBeNegative: boolean): bigint {
  const negative = mayBeNegative && text.startsWith('-');
  try {
    const size = parseAmount(negative ? text.slice(1) : text);
    return negative ? -size : size;
  } catch {
    const why = text.startsWith('-') ? 'is negative, which only a refund may be' : 'is not an amount such as 59.00';
    throw new FieldRefused(`${column} ${JSON.stringify(text)} ${why}`);
  }
}

/** A moment with its offset (RFC 3339) as microseconds since 1970. */
export function readInstant(column: string, text: string): number {
  const at = instant.test(text) ? instantOf(text) : NaN;
  if (Number.isNaN(at))
    throw new FieldRefused(`${column} ${JSON.stringify(text)} is not a moment such as 2026-11-30T23:59:59Z`);
  return at;
}

function instantOf(text: string): number {
  const [hour, minute] = [Number(text.slice(11, 13)), Number(text.slice(14, 16))];
  const zone = text.endsWith('Z') ? text.length - 1 : text.length - 6;
  const second = zone > 16 ? Number(text.slice(17, 19)) : 0;
  if (hour > 23 || minute > 59 || second > 59) return NaN;
  const fraction = zone > 19 ? Number(text.slice(20, zone).padEnd(6, '0').slice(0, 6)) : 0;
  const sinceMidnight = (hour * 60 + minute) * usPerMinute + second * 1_000_000 + fraction;
  return startOfDay(text.slice(0, 10)) + sinceMidnight - offsetOf(text, zone);
}

function offsetOf(text: string, zone: number): number {
  if (text[zone] === 'Z') return 0;
  const [hours, minutes] = [Number(text.slice(zone + 1, zone + 3)), Number(text.slice(zone + 4))];
  if (hours > 23 || minutes > 59) return NaN;
  return (text[zone] === '-' ? -1 : 1) * (hours * 60 + minutes) * usPerMinute;
}

const days = new Map<string, number>();

/** Days are few and rows are many, so each day is worked out once; NaN for a day that does not exist. */
function startOfDay(date: string): number {
  const known = days.get(date);
  if (known !== undefined) return known;
  const ms = Date.parse(date);
  const exists = !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
  const start = exists && ms >= 0 ? ms * 1000 : NaN;
  days.set(date, start);
  return start;
}
