import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { share } from '../../../src/core/money.js';
import { largestGross } from '../../../src/commissions/engine/largest-gross.js';
import type { NetOf } from '../../../src/commissions/engine/largest-gross.js';

/** The same by trying every gross. */
function byTrying(most: bigint, room: bigint, netOf: NetOf): bigint {
  for (let gross = most; gross > 0n; gross--) if (netOf(gross) <= room) return gross;
  return 0n;
}

const amounts = [fc.bigInt(0n, 900n), fc.bigInt(0n, 700n)] as const;

describe('the largest gross whose net fits', () => {
  test('is found for any rates', () => {
    const rate = fc.integer({ min: 0, max: 4900 });
    fc.assert(
      fc.property(...amounts, rate, rate, (most, room, tax, instalment) => {
        const net: NetOf = (gross) => gross - share(gross, tax) - share(gross, instalment);
        expect(largestGross(most, room, net)).toBe(byTrying(most, room, net));
      }),
    );
  });

  test('is found where the whole year becomes taxable at a threshold', () => {
    fc.assert(
      fc.property(...amounts, fc.bigInt(0n, 900n), fc.bigInt(0n, 300n), (most, room, threshold, before) => {
        const net: NetOf = (gross) => gross - (gross > threshold ? share(gross + before, 1000) : 0n);
        const dropping: NetOf = Object.assign(net, { drops: [threshold] });
        expect(largestGross(most, room, dropping)).toBe(byTrying(most, room, net));
      }),
    );
  });
});
