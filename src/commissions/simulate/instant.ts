import type { Field } from './field.js';

const usPerMinute = 60_000_000;
const [zero, plus, minus, point, colon] = [48, 43, 45, 46, 58];
const [bigT, bigZ] = [84, 90];

/** `2026-11-30T23:59[:59[.999999]]` with `Z` or `+05:30`, as microseconds since 1970; NaN for anything else. */
export function instantOf(field: Field): number {
  const { bytes, start, end } = field;
  if (end - start < 17 || bytes[start + 10] !== bigT) return NaN;
  const minuteOfDay = clock(field, start + 11);
  const [microseconds, zone] = secondsAt(field, start + 16);
  return startOfDay(field) + minuteOfDay * usPerMinute + microseconds - offsetAt(field, zone) * usPerMinute;
}

/** What stands after the minutes, as microseconds, and where the offset begins. */
function secondsAt(field: Field, at: number): [microseconds: number, zone: number] {
  if (field.bytes[at] !== colon) return [0, at];
  const second = pair(field, at + 1);
  if (!(second <= 59)) return [NaN, at];
  const [fraction, zone] = field.bytes[at + 3] === point ? fractionAt(field, at + 4) : [0, at + 3];
  return [second * 1_000_000 + fraction, zone];
}

/** One to nine digits after the point, of which six are kept. */
function fractionAt({ bytes, end }: Field, at: number): [microseconds: number, zone: number] {
  let fraction = 0;
  let place = at;
  for (let worth = 100_000; place < end; worth = Math.floor(worth / 10)) {
    const byte = bytes[place];
    if (!isDigit(byte)) break;
    fraction += (byte - zero) * worth;
    place++;
  }
  return [place === at || place > at + 9 ? NaN : fraction, place];
}

/** Minutes east of UTC; the offset is the end of the field. */
function offsetAt(field: Field, at: number): number {
  const sign = field.bytes[at];
  if (sign === bigZ && at + 1 === field.end) return 0;
  if ((sign !== plus && sign !== minus) || at + 6 !== field.end) return NaN;
  const minutes = clock(field, at + 1);
  return sign === minus ? -minutes : minutes;
}

/** `hh:mm` as minutes. */
function clock(field: Field, at: number): number {
  const [hours, minutes] = [pair(field, at), pair(field, at + 3)];
  return hours <= 23 && minutes <= 59 && field.bytes[at + 2] === colon ? hours * 60 + minutes : NaN;
}

/** Two digits; NaN when they are none. */
function pair({ bytes, end }: Field, at: number): number {
  const [tens, ones] = [bytes[at], bytes[at + 1]];
  if (at + 2 > end || !isDigit(tens) || !isDigit(ones)) return NaN;
  return (tens - zero) * 10 + (ones - zero);
}

const isDigit = (byte: number | undefined): byte is number => byte !== undefined && byte >= zero && byte <= zero + 9;

const days = new Map<number, number>();

/** Days are few and rows are many, so each day is worked out once; NaN for one that does not exist or is before 1970. */
function startOfDay(field: Field): number {
  const { bytes, start } = field;
  const year = pair(field, start) * 100 + pair(field, start + 2);
  const [month, day] = [pair(field, start + 5), pair(field, start + 8)];
  const key = year * 10_000 + month * 100 + day;
  if (Number.isNaN(key) || bytes[start + 4] !== minus || bytes[start + 7] !== minus) return NaN;
  const known = days.get(key);
  if (known !== undefined) return known;
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1970;
  const begin = exists ? date.getTime() * 1000 : NaN;
  days.set(key, begin);
  return begin;
}
