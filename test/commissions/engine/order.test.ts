import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { indexIds } from '../../../src/commissions/engine/id-index.js';
import { orderBy } from '../../../src/commissions/engine/order.js';

const keysOf = (length: number, keyAt: (row: number) => number) =>
  Float64Array.from({ length }, (_, row) => keyAt(row));
const compared = (keys: Float64Array) => [...keys.keys()].sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);

describe('the order of rows', () => {
  test.each([
    ['few rows', 50, 1000],
    ['many rows with few keys', 5000, 7],
    ['many rows with keys of eleven bits and more', 5000, 40_000_000],
    ['keys of more than 32 bits', 5000, 9_000_000_000_000_000],
  ])('is stable for %s', (_, length, most) => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeNat(), { minLength: 5, maxLength: 40 }), (draws) => {
        const keys = keysOf(length, (row) => ((draws[row % draws.length] ?? 0) * (row % 97)) % most);
        expect([...orderBy(keys)]).toEqual(compared(keys));
      }),
      { numRuns: 8 },
    );
  });

  test('takes a given order as the order of equal keys', () => {
    const [first, second] = [keysOf(3000, (row) => row % 5), keysOf(3000, (row) => (row * 7) % 11)];
    const both = [...orderBy(first, orderBy(second))];
    const expected = compared(second).sort((a, b) => (first[a] ?? 0) - (first[b] ?? 0));
    expect(both).toEqual(expected);
  });

  test('may be of some rows only', () => {
    const keys = keysOf(10, (row) => 10 - row);
    expect([...orderBy(keys, Uint32Array.from([2, 5, 3]))]).toEqual([5, 3, 2]);
  });
});

describe('looking ids up', () => {
  const ids = fc.uniqueArray(fc.maxSafeNat(), { minLength: 1, maxLength: 200 }).map((all) => all.sort((a, b) => a - b));

  test.each([
    ['far apart', 1],
    ['close together', 2 ** 45],
  ])('finds each that is there and none that is not, for ids %s', (_, shrink) => {
    fc.assert(
      fc.property(ids, fc.maxSafeNat(), (all, other) => {
        const known = [...new Set(all.map((id) => Math.floor(id / shrink)))];
        const indexOf = indexIds(Float64Array.from(known));
        known.forEach((id, place) => expect(indexOf(id)).toBe(place));
        if (!known.includes(other)) expect(indexOf(other)).toBe(-1);
      }),
    );
  });
});
