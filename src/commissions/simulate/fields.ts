import { shown, textOf } from './field.js';
import type { Field } from './field.js';
import { instantOf } from './instant.js';

/** A field that is not what its column asks for; the reader of the file adds where it stands. */
export class FieldRefused extends Error {
  constructor(column: string, field: Field, why: string) {
    super(`${column} ${shown(textOf(field))} ${why}`);
  }
}

const [zero, minus, point] = [48, 45, 46];

/** Beyond it days are no longer named by ten characters, which sort as they follow each other. */
const year10000 = Date.UTC(10_000, 0, 1) * 1000;

/** A whole number that sorts and prints as a number; zeros before it mean nothing, signs and spaces are refused. */
export function readId(column: string, field: Field): number {
  const { start, end } = field;
  const id = start < end ? digitsOf(field, start, end) : NaN;
  if (Number.isNaN(id)) throw new FieldRefused(column, field, 'is not a whole number');
  if (!Number.isSafeInteger(id)) throw new FieldRefused(column, field, `is larger than ${Number.MAX_SAFE_INTEGER}`);
  return id;
}

/** Money or volume as `parseAmount` reads it, in minor units; a sign only where it may be negative. */
export function readMinor(column: string, field: Field, mayBeNegative: boolean): bigint {
  const negative = field.bytes[field.start] === minus && field.start < field.end;
  const size = minorOf(field, negative ? field.start + 1 : field.start);
  if (Number.isNaN(size)) throw new FieldRefused(column, field, 'is not an amount such as 59.00');
  if (negative && !mayBeNegative) throw new FieldRefused(column, field, 'is negative, which only a refund may be');
  return BigInt(negative ? -size : size);
}

/** A moment with its offset (RFC 3339) as microseconds since 1970. */
export function readInstant(column: string, field: Field): number {
  const at = instantOf(field);
  if (!(at >= 0 && at < year10000))
    throw new FieldRefused(column, field, 'is not a moment such as 2026-11-30T23:59:59Z');
  return at;
}

/** Up to 13 digits, a point, one or two digits: a number of cents far below 2^53, so it is exact. */
function minorOf(field: Field, start: number): number {
  const { bytes, end } = field;
  let dot = start;
  while (dot < end && bytes[dot] !== point) dot++;
  if (dot === start || dot - start > 13) return NaN;
  const whole = digitsOf(field, start, dot) * 100;
  return dot === end ? whole : whole + centsOf(field, dot + 1);
}

function centsOf(field: Field, start: number): number {
  const places = field.end - start;
  if (places < 1 || places > 2) return NaN;
  return digitsOf(field, start, field.end) * (places === 1 ? 10 : 1);
}

/** The number that digits write; NaN when one of them is none. */
function digitsOf({ bytes }: Field, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] ?? 0) - zero;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return value;
}
