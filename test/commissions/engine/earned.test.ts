import { describe, expect, test } from '@jest/globals';
import type { TaxRule } from '../../../src/compliance/withholding.js';
import { Earned } from '../../../src/commissions/engine/earned.js';
import { buildNetwork, never } from '../../../src/commissions/engine/network.js';
import { replay } from '../../../src/commissions/engine/replay.js';
import type { Replay, ReplayInput } from '../../../src/commissions/engine/replay.js';
import { parsePlan } from '../../../src/programs/plan-document.js';
import { fifth } from '../tax-rules.js';

const us = (text: string): number => Date.parse(text) * 1000;

/** Nothing up to 15.00 a year, then a fifth of all of it. */
const yearly: TaxRule = { ...fifth, key: 'yearly', annualThreshold: 1500n, basis: 'year' };

const plan = parsePlan({
  name: 'Limited',
  currency: 'USD',
  time_zone: 'UTC',
  withholding: ['yearly'],
  binary: { unit: 'members', pair_value: 1, amount: '20.00', inactive_limit: { pairs: 9, net: '1000.00' } },
});

/** An owner, and a member in each of his legs who is activated on the tenth of April. */
const network = buildNetwork({
  ids: Float64Array.of(1, 2, 3),
  parentIds: Float64Array.of(-1, 1, 1),
  sponsorIds: Float64Array.of(-1, 1, 1),
  slots: Int32Array.of(0, 0, 1),
  joinedAt: new Float64Array(3).fill(us('2026-01-01T00:00:00Z')),
  activatedAt: Float64Array.of(never, us('2026-04-10T09:00:00Z'), us('2026-04-10T10:00:00Z')),
  inactive: new Uint8Array(3),
});

const sales = {
  ids: new Float64Array(0),
  buyers: new Int32Array(0),
  sellers: new Int32Array(0),
  amounts: new BigInt64Array(0),
  volumes: new BigInt64Array(0),
  at: new Float64Array(0),
  refundOf: new Int32Array(0),
};

/** The owner is credited 100.00 in March, and loses all of it in April. */
const lost = () =>
  new Earned(
    {
      ids: Float64Array.of(7),
      at: Float64Array.of(us('2026-03-20T09:00:00Z')),
      members: Int32Array.of(0),
      amounts: BigInt64Array.of(10_000n),
    },
    {
      at: Float64Array.of(us('2026-04-05T09:00:00Z')),
      lines: Int32Array.of(0),
      before: BigInt64Array.of(0n),
      after: BigInt64Array.of(1n),
      wholes: BigInt64Array.of(1n),
    },
  );

const takenBack = {
  at: Float64Array.of(us('2026-04-05T09:00:00Z')),
  members: Int32Array.of(0),
  net: BigInt64Array.of(8_000n),
  gross: BigInt64Array.of(10_000n),
  taxes: [BigInt64Array.of(2_000n)],
  financialYear: 2025,
};

const computed = (changes: Partial<ReplayInput>): Replay =>
  replay({
    ...{ plan, taxRules: [yearly], network, sales },
    from: us('2026-03-01T00:00:00Z'),
    cutoff: us('2026-05-01T00:00:00Z') - 1,
    ...changes,
  });

const amountsOf = ({ lines }: Replay): [string, bigint][] =>
  Array.from({ length: lines.length }, (_, place) => [lines.kind(place), lines.amount(place)]);

describe('a refund in April of what was credited in March', () => {
  const taxed = [
    ['pair', 2000n],
    ['tax', -400n],
  ];

  test('leaves the totals of the new financial year alone, and gives back what March took', () => {
    const result = computed({ earned: lost() });
    expect(amountsOf(result)).toEqual(taxed);
    expect([result.year?.gross[0], result.creditedNet?.[0]]).toEqual([2000n, 1600n]);
  });

  test('does so where the year turns between two computations', () => {
    const earned = lost();
    const turn = us('2026-04-01T00:00:00Z');
    const { year, creditedNet } = computed({ earned, cutoff: turn - 1 });
    const opening = { ...(year ? { year } : {}), ...(creditedNet ? { creditedNet } : {}) };
    expect(amountsOf(computed({ earned, from: turn, opening }))).toEqual(taxed);
  });

  test('of lines that stood before is taken out of the totals of the year they counted in', () => {
    const year = {
      financialYear: 2025,
      gross: BigInt64Array.of(10_000n, 0n, 0n),
      taxes: new Map<string, BigInt64Array>(),
    };
    expect(amountsOf(computed({ takenBack, opening: { year } }))).toEqual(taxed);
  });
});
