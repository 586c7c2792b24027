import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { amount, formatAmount, parseAmount, portion, share, split } from '../../src/core/money.js';

const sum = (parts: bigint[]): bigint => parts.reduce((total, part) => total + part, 0n);

describe('reading an amount', () => {
  test.each([
    ['59.00', 5900n],
    ['59', 5900n],
    ['59.5', 5950n],
    ['0.01', 1n],
    ['9999999999999.99', 999_999_999_999_999n],
  ])('%s is %s minor units', (text, minor) => {
    expect(parseAmount(text)).toBe(minor);
  });

  const refused = ['-1', '+1', 'NaN', '1e3', '0.001', '1,000', ' 1 ', '१२', '', '.5', '5.', '1.2.3', '0x1f', '1\n'];
  test.each(['12345678901234', ...refused])('%j is refused', (text) => {
    expect(() => parseAmount(text)).toThrow(RangeError);
  });

  test.each([null, undefined, 5, 5n, ['5'], { amount: '5' }, true])('%p is refused with its field named', (value) => {
    const result = z.object({ price: amount }).safeParse({ price: value });
    expect(result.error?.issues[0]?.path).toEqual(['price']);
  });

  test('what is written can be read again', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 999_999_999_999_999n), (minor) => {
        expect(parseAmount(formatAmount(minor))).toBe(minor);
      }),
    );
  });

  test('a negative amount is written with its sign', () => {
    expect([formatAmount(-67n), formatAmount(-100n), formatAmount(0n)]).toEqual(['-0.67', '-1.00', '0.00']);
  });
});

describe('a share of an amount', () => {
  test('10 % of 59.00 is 5.90', () => {
    expect(share(5900n, 1000)).toBe(590n);
  });

  test('5 % of 33.33 is 1.67', () => {
    expect(share(3333n, 500)).toBe(167n);
  });

  test('half a cent goes away from zero on both sides', () => {
    expect([share(10n, 500), share(-10n, 500), share(9n, 500), share(-9n, 500)]).toEqual([1n, -1n, 0n, 0n]);
  });

  test('differs from the exact value by at most half a minor unit', () => {
    const any = fc.bigInt(-(10n ** 15n), 10n ** 15n);
    const positive = fc.bigInt(1n, 10n ** 15n);
    fc.assert(
      fc.property(any, fc.bigInt(0n, 10n ** 15n), positive, (minor, numerator, denominator) => {
        const error = portion(minor, numerator, denominator) * denominator - minor * numerator;
        expect((error < 0n ? -error : error) * 2n <= denominator).toBe(true);
        expect(portion(-minor, numerator, denominator)).toBe(-portion(minor, numerator, denominator));
      }),
    );
  });

  test('in basis points is the portion of ten thousand', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), fc.integer({ min: 0, max: 10_000 }), (minor, rateBp) => {
        expect(share(minor, rateBp)).toBe(portion(minor, BigInt(rateBp), 10_000n));
      }),
    );
  });

  test('of nothing is refused', () => {
    expect(() => portion(1n, 1n, 0n)).toThrow(RangeError);
  });
});

describe('splitting a whole', () => {
  test('33.33 % three ways of 0.01 gives 0.01, 0, 0', () => {
    expect(split(1n, [3333n, 3333n, 3333n])).toEqual([1n, 0n, 0n]);
  });

  const weights = fc.array(fc.bigInt(0n, 10_000n), { minLength: 1, maxLength: 12 });

  test('the parts sum to the whole, a zero weight gets nothing, and no part is a whole unit off', () => {
    fc.assert(
      fc.property(fc.bigInt(-1_000_000n, 1_000_000n), weights, (whole, parts) => {
        const total = sum(parts);
        fc.pre(total > 0n);
        const result = split(whole, parts);
        expect(sum(result)).toBe(whole);
        parts.forEach((weight, index) => {
          const off = (result[index] ?? 0n) * total - whole * weight;
          expect(off < total && -off < total).toBe(true);
          if (weight === 0n) expect(result[index]).toBe(0n);
        });
      }),
    );
  });

  test('nothing over no weights is nothing; something over no weights is refused', () => {
    expect(split(0n, [0n, 0n])).toEqual([0n, 0n]);
    expect(() => split(1n, [0n, 0n])).toThrow(RangeError);
    expect(() => split(1n, [2n, -1n])).toThrow(RangeError);
  });
});
