import { z } from 'zod';

/** Money in minor units of its currency (two decimals); negative only inside the books, never in accepted text. */
export interface Money {
  amount: bigint;
  currency: string;
}

const accepted = /^\d{1,13}(\.\d{1,2})?$/;
const refusal = 'must be an amount such as 59.00: up to 13 digits, at most two decimals, no sign, no separators';

/** "59.00" and "59" to minor units (5900n); a RangeError for any other text. */
export function parseAmount(text: string): bigint {
  if (!accepted.test(text)) throw new RangeError(refusal);
  const dot = text.indexOf('.');
  if (dot < 0) return BigInt(text) * 100n;
  const decimals = text.slice(dot + 1);
  return BigInt(text.slice(0, dot)) * 100n + BigInt(decimals.padEnd(2, '0'));
}

/** 5900n to "59.00", -67n to "-0.67". */
export function formatAmount(minor: bigint): string {
  const digits = magnitude(minor).toString().padStart(3, '0');
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** An amount as text from outside, to minor units; every money field of every input uses it. */
export const amount = z.string(refusal).regex(accepted, refusal).transform(parseAmount);

/** The part of an amount that a rate in basis points takes, rounded half away from zero. */
export function share(minor: bigint, rateBp: number): bigint {
  const twice = minor * BigInt(rateBp) * 2n;
  return (twice + (twice < 0n ? -10_000n : 10_000n)) / 20_000n;
}

/** minor x numerator / denominator, rounded half away from zero: what `share` does for any rate. */
export function portion(minor: bigint, numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new RangeError('a portion of nothing has no value');
  const product = minor * numerator;
  const size = (magnitude(product) * 2n + magnitude(denominator)) / (magnitude(denominator) * 2n);
  return product < 0n !== denominator < 0n ? -size : size;
}

/**
 * Splits a whole by weights so that the parts sum to it: largest remainders, ties to the first in order.
 * A zero weight gets nothing; negative weights, or only zeros under a whole that is not zero, are a RangeError.
 */
export function split(whole: bigint, weights: readonly bigint[]): bigint[] {
  if (whole < 0n) return split(-whole, weights).map((part) => -part);
  if (weights.some((weight) => weight < 0n)) throw new RangeError('a weight is negative');
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total === 0n && whole !== 0n) throw new RangeError('nothing to split over: all weights are zero');
  if (total === 0n) return weights.map(() => 0n);

  const parts = weights.map((weight) => (whole * weight) / total);
  const missing = whole - parts.reduce((sum, part) => sum + part, 0n);
  for (const index of byRemainder(whole, weights, total).slice(0, Number(missing)))
    parts[index] = (parts[index] ?? 0n) + 1n;
  return parts;
}

function byRemainder(whole: bigint, weights: readonly bigint[], total: bigint): number[] {
  return weights
    .map((weight, index) => ({ index, remainder: (whole * weight) % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1))
    .map(({ index }) => index);
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
