import { describe, expect, test } from '@jest/globals';
import { buildNetwork } from '../../../src/commissions/engine/network.js';
import { replay } from '../../../src/commissions/engine/replay.js';
import type { Opening, ReplayInput } from '../../../src/commissions/engine/replay.js';
import { isSale } from '../../../src/commissions/engine/sales.js';
import { Tally } from '../../../src/commissions/runs/totals.js';
import { preset, taxRules } from '../simulate/oracle/drafts.js';

const us = (text: string): number => Date.parse(text) * 1000;
const noon = us('2026-11-02T12:00:00Z');
const filled = (values: bigint[]): BigInt64Array => BigInt64Array.from(values);

/** An owner with a member on each side, who bought this much volume each on one day. */
function bought(changes: Parameters<typeof preset>[1], volume: bigint, opening: Opening = {}) {
  const network = buildNetwork({
    ids: Float64Array.of(77, 78, 79),
    parentIds: Float64Array.of(-1, 77, 77),
    sponsorIds: Float64Array.of(-1, 77, 77),
    slots: Int32Array.of(0, 0, 1),
    joinedAt: new Float64Array(3).fill(us('2026-10-01T00:00:00Z')),
    activatedAt: new Float64Array(3).fill(Infinity),
    inactive: new Uint8Array(3),
  });
  const sales: ReplayInput['sales'] = {
    ids: Float64Array.of(1, 2),
    buyers: Int32Array.of(1, 2),
    sellers: new Int32Array(2).fill(-1),
    amounts: filled([10_000n, 10_000n]),
    volumes: filled([volume, volume]),
    at: new Float64Array(2).fill(noon),
    refundOf: new Int32Array(2).fill(isSale),
  };
  return () => replay({ plan: preset('binary-classic', changes), taxRules, network, sales, cutoff: noon + 1, opening });
}

const uncapped = { cap: undefined, pair_value: '1.00', amount: '9999999999999.99' };

describe('a number that 64 bits do not hold', () => {
  test('as what many pairs pay is refused in the name of the member, and one that they hold is paid', () => {
    const most = bought({ levels: undefined, binary: uncapped }, 900_000n)();
    expect(most.lines.at(0)).toMatchObject({ quantity: 9000, amount: 9000n * 999_999_999_999_999n });
    expect(bought({ binary: uncapped }, 1_000_000n)).toThrow('What pairs pay member 77 cannot be counted');
  });

  test('as pairs that a leg gives is refused', () => {
    const pairs = { cap: undefined, pair_value: '0.01', amount: '0.01' };
    expect(bought({ binary: pairs }, 4_000_000_000_000_000_000n)).toThrow('Pairs that a leg gives cannot be counted');
  });

  test('as what a limit for inactive members adds up to is refused', () => {
    const limit = { inactive_limit: { pairs: 5, net: '9999999999999.99' } };
    const creditedNet = filled([8_999_999_999_999_999_999n, 0n, 0n]);
    expect(bought({ binary: limit }, 100n, { creditedNet })).toThrow('What member 77 is credited cannot be counted');
  });

  test('as the sum of a run’s lines is told as it is', () => {
    const tally = new Tally();
    for (let line = 0; line < 3; line++) tally.add(0, 0, 9_000_000_000_000_000_000n);
    expect(tally.sum('missing')).toEqual({ lines: 3, amount: '270000000000000000.00' });
  });
});
