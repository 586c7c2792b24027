import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { comparePay, largestChanges } from '../../../src/commissions/trials/compare-pay.js';

const pays = fc.array(fc.tuple(fc.bigInt({ min: -3n, max: 3n }), fc.bigInt({ min: -3n, max: 3n })), { maxLength: 60 });
const columns = (rows: [bigint, bigint][]) =>
  [BigInt64Array.from(rows, ([before]) => before), BigInt64Array.from(rows, ([, after]) => after)] as const;
const sum = (values: Iterable<bigint>): bigint => [...values].reduce((total, value) => total + value, 0n);
const size = (value: bigint): bigint => (value < 0n ? -value : value);

describe('what members win and lose', () => {
  test('sums to the difference of what both plans pay, and counts everybody once', () => {
    fc.assert(
      fc.property(pays, (rows) => {
        const [before, after] = columns(rows);
        const { winners, losers, unchanged } = comparePay(before, after);
        expect(winners.amount - losers.amount).toBe(sum(after) - sum(before));
        const nothing = rows.filter(([one, other]) => one === 0n && other === 0n).length;
        expect(winners.members + losers.members + unchanged + nothing).toBe(rows.length);
      }),
    );
  });
});

describe('the largest changes', () => {
  test('are the first of all changes in order of size, and never of nothing', () => {
    fc.assert(
      fc.property(pays, fc.integer({ min: 1, max: 10 }), (rows, most) => {
        const [before, after] = columns(rows);
        const all = rows
          .map(([one, other], member) => ({ member, difference: other - one }))
          .filter(({ difference }) => difference !== 0n)
          .sort((a, b) => Number(size(b.difference) - size(a.difference)) || a.member - b.member);
        expect(largestChanges(before, after, most)).toEqual(all.slice(0, most));
      }),
    );
  });
});
