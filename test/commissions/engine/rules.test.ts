import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parsePlan } from '../../../src/programs/plan-document.js';
import type { LevelRules } from '../../../src/programs/plan-document.js';
import { instalmentShare } from '../../../src/commissions/engine/deductions.js';
import { payLevels } from '../../../src/commissions/engine/levels.js';
import { missing, rankOf } from '../../../src/commissions/engine/ranks.js';
import type { RankMeasures } from '../../../src/commissions/engine/ranks.js';
import { takenBack } from '../../../src/commissions/engine/refund.js';

const rankNames = ['Bronze', 'Silver'];

function levelRules(levels: Record<string, unknown>): LevelRules {
  const ranks = { paid_as_by: rankNames.map((name) => ({ name, directs: 1 })) };
  const usual = { tree: 'placement', on: ['purchase'], rates_bp: [500, 300, 200] };
  const plan = parsePlan({ name: 'x', currency: 'USD', time_zone: 'UTC', ranks, levels: { ...usual, ...levels } });
  if (!plan.levels) throw new Error('no levels');
  return plan.levels;
}

describe('levels', () => {
  /** Upline as letters: a active, i inactive, b active of rank Bronze, s of rank Silver. */
  const upline = (letters: string) =>
    letters
      .split('')
      .map((letter, distance) => ({ distance, active: letter !== 'i', rank: { b: 0, s: 1 }[letter] ?? -1 }));
  const paid = (rules: Record<string, unknown>, letters: string) =>
    payLevels(levelRules(rules), rankNames, 10_000n, upline(letters)).map(({ to }) => to?.distance ?? null);

  test('without compression are lost at the inactive', () => {
    expect(paid({ compression: 'none' }, 'aiaa')).toEqual([0, null, 2]);
  });

  test('with standard compression pass over the inactive', () => {
    expect(paid({ compression: 'standard' }, 'iaiia')).toEqual([1, 4, null]);
  });

  test('with dynamic compression pass over whoever is below the rank of that level', () => {
    expect(paid({ compression: 'dynamic', min_rank: [null, 'Bronze', 'Silver'] }, 'aaibbas')).toEqual([0, 3, 6]);
  });

  test('without dynamic compression are lost at whoever is below the rank', () => {
    expect(paid({ compression: 'standard', min_rank: ['Silver'] }, 'ibs')).toEqual([null, 2, null]);
  });

  test('pay 5.00, 3.00 and 2.00 of 100.00', () => {
    expect(payLevels(levelRules({}), [], 10_000n, upline('aaa')).map(({ amount }) => amount)).toEqual([
      500n,
      300n,
      200n,
    ]);
  });
});

describe('ranks', () => {
  const { ranks } = parsePlan({
    name: 'x',
    currency: 'USD',
    time_zone: 'UTC',
    ranks: {
      paid_as_by: [
        { name: 'Bronze', downline: 3 },
        { name: 'Silver', downline: 10, directs: 3 },
        { name: 'Gold', group_volume: '1000.00', largest_leg_max_bp: 6000 },
      ],
    },
  });
  const ladder = ranks?.paid_as_by ?? [];
  const measures = (rest: Partial<RankMeasures>): RankMeasures => ({
    downline: 0,
    directs: 0,
    personalVolume: 0n,
    groupVolume: 0n,
    largestLeg: 0n,
    ...rest,
  });

  test('ten below, three of them direct: Silver; two in all: none', () => {
    expect(rankOf(ladder, measures({ downline: 10, directs: 3 }))).toBe(1);
    expect(rankOf(ladder, measures({ downline: 2, directs: 2 }))).toBe(-1);
  });

  test('a leg of 60 % is allowed at 60 %, one of more is not', () => {
    expect(rankOf(ladder, measures({ groupVolume: 100_000n, largestLeg: 60_000n }))).toBe(2);
    expect(rankOf(ladder, measures({ groupVolume: 100_000n, largestLeg: 60_001n }))).toBe(-1);
  });

  test('what is missing is named', () => {
    const silver = ladder[1];
    expect(silver && missing(silver, measures({ downline: 10, directs: 2 }))).toEqual(['directs']);
  });
});

describe('a refund', () => {
  test('of 40 % and then 60 % takes 0.67 and 1.00 of 1.67', () => {
    const [first, second] = [
      { saleAmount: 100n, before: 0n, after: 40n },
      { saleAmount: 100n, before: 40n, after: 100n },
    ];
    expect([takenBack(167n, first), takenBack(167n, second)]).toEqual([67n, 100n]);
  });

  test('in full leaves zero, in whatever steps', () => {
    const steps = fc.array(fc.bigInt(1n, 1000n), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.bigInt(-100_000n, 100_000n), steps, (line, parts) => {
        const saleAmount = parts.reduce((sum, part) => sum + part, 0n);
        let before = 0n;
        let left = line;
        for (const part of parts) {
          left -= takenBack(line, { saleAmount, before, after: before + part });
          before += part;
        }
        expect(left).toBe(0n);
      }),
    );
  });
});

describe('the instalment share of pair 6 of an Active Buyer, under the 2026 rules', () => {
  const rules = {
    from_pair: 6,
    rate_bp: 2000,
    when: 'active_buyer',
    only_if_due: true,
    release_after_days: 90,
  } as const;
  const share = (due: bigint, left = 160_000n) =>
    instalmentShare(rules, { base: 200_000n, left, activeBuyer: true, due });

  test('with 50,000 due is 400; with 250 due it is 250; with nothing due it is waived', () => {
    expect([share(5_000_000n), share(25_000n), share(0n)]).toEqual([40_000n, 25_000n, 0n]);
  });

  test('is cut to what tax left', () => {
    expect(share(5_000_000n, 30_000n)).toBe(30_000n);
  });

  test('is not taken from who is no Active Buyer', () => {
    expect(instalmentShare(rules, { base: 200_000n, left: 160_000n, activeBuyer: false, due: 5_000_000n })).toBe(0n);
  });
});
