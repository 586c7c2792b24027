import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { share } from '../../../src/core/money.js';
import { parsePlan } from '../../../src/programs/plan-document.js';
import type { BinaryRules } from '../../../src/programs/plan-document.js';
import { grossOf, instalmentBase, match, pairsToUndo, possiblePairs } from '../../../src/commissions/engine/binary.js';
import type { MatchFacts } from '../../../src/commissions/engine/binary.js';
import { reasonsOf } from '../../../src/commissions/engine/lines.js';

function rules(binary: Record<string, unknown>): BinaryRules {
  const usual = { unit: 'volume', pair_value: '100.00', amount: '20.00' };
  const { binary: parsed } = parsePlan({
    name: 'x',
    currency: 'USD',
    time_zone: 'UTC',
    binary: { ...usual, ...binary },
  });
  if (!parsed) throw new Error('no binary part');
  return parsed;
}

const facts = (rest: Partial<MatchFacts>): MatchFacts => ({
  possible: 0,
  formedBefore: 0,
  capRoom: Infinity,
  blockedBy: null,
  activeBuyer: true,
  creditedNet: 0n,
  ...rest,
});

const noTax = (gross: bigint): bigint => gross;
const less20 = (gross: bigint): bigint => gross - share(gross, 2000);

describe('possible pairs', () => {
  test.each([
    [25_000n, 12_000n, 1],
    [150_000n, 120_000n, 12],
    [20_000n, 0n, 0],
    [9999n, 50_000n, 0],
    [-1n, 50_000n, 0],
  ])('of %p and %p with 100.00 a side are %d', (left, right, pairs) => {
    expect(possiblePairs(left, right, 10_000n)).toBe(pairs);
  });
});

describe('a match', () => {
  test('stops at the cap and says so; with flush the rest is lost', () => {
    const carry = match(rules({ cap: { pairs: 10, per: 'day' } }), facts({ possible: 12, capRoom: 10 }), noTax);
    expect(carry).toMatchObject({ formed: 10, paid: 10, gross: 20_000n, stopped: 2, flushed: 0 });
    expect(reasonsOf(carry.reasons)).toEqual(['daily_cap']);
    const flushing = rules({ cap: { pairs: 10, per: 'month' }, on_cap: 'flush' });
    const flush = match(flushing, facts({ possible: 12, capRoom: 10 }), noTax);
    expect([flush.flushed, reasonsOf(flush.reasons)]).toEqual([2, ['monthly_cap']]);
  });

  test('forms an unpaid first pair once', () => {
    const unpaid = rules({ unpaid_first: true });
    expect(match(unpaid, facts({ possible: 3 }), noTax)).toMatchObject({ formed: 3, paid: 2, gross: 4000n });
    expect(match(unpaid, facts({ possible: 3, formedBefore: 1 }), noTax)).toMatchObject({
      formed: 3,
      paid: 3,
      reasons: 0,
    });
  });

  test('forms nothing while blocked, and the legs keep everything', () => {
    const blocked = match(rules({ on_cap: 'flush' }), facts({ possible: 3, blockedBy: 'inactive', capRoom: 0 }), noTax);
    expect(blocked).toMatchObject({ formed: 0, gross: 0n, stopped: 3, flushed: 0 });
  });
});

describe('the limit for who is not an Active Buyer', () => {
  const limited = rules({
    unit: 'members',
    pair_value: 1,
    amount: '2000.00',
    inactive_limit: { pairs: 5, net: '10000.00' },
  });

  test('with 9,700 credited net and a pair to come pays gross 375.00, which is net 300.00', () => {
    const one = match(
      limited,
      facts({ possible: 2, formedBefore: 2, activeBuyer: false, creditedNet: 970_000n }),
      less20,
    );
    expect(one).toMatchObject({ formed: 1, paid: 1, gross: 37_500n, stopped: 1, flushed: 0 });
    expect(reasonsOf(one.reasons)).toEqual(['inactive_limit']);
    expect(less20(one.gross)).toBe(30_000n);
  });

  test('stops at five pairs formed, or at 10,000 net', () => {
    const inactive = { possible: 3, activeBuyer: false };
    expect(match(limited, facts({ ...inactive, formedBefore: 5 }), less20).formed).toBe(0);
    expect(match(limited, facts({ ...inactive, formedBefore: 4 }), less20).formed).toBe(1);
    expect(match(limited, facts({ ...inactive, creditedNet: 1_000_000n }), less20).formed).toBe(0);
  });

  test('stops at the pair that crosses it, though tax on further pairs would bring the net down again', () => {
    const taxedOverThreshold = Object.assign(
      (gross: bigint) => (gross <= 300_000n ? gross : gross - share(900_000n + gross, 2000)),
      { drops: [300_000n] },
    );
    const two = match(limited, facts({ possible: 2, activeBuyer: false, creditedNet: 900_000n }), taxedOverThreshold);
    expect(two).toMatchObject({ formed: 1, gross: 100_000n, stopped: 1 });
  });

  test('may allow any number of pairs', () => {
    const many = rules({ amount: '0.01', inactive_limit: { pairs: 2_000_000_000, net: '8000000.00' } });
    const { formed, gross } = match(many, facts({ possible: 1_500_000_000, activeBuyer: false }), less20);
    expect([formed, gross]).toEqual([1_000_000_000, 1_000_000_000n]);
    const none = match(many, facts({ possible: 1_500_000_000, activeBuyer: false, creditedNet: 800_000_000n }), less20);
    expect(none.formed).toBe(0);
  });

  test('is no limit for an Active Buyer', () => {
    expect(match(limited, facts({ possible: 9, formedBefore: 5, creditedNet: 2_000_000n }), less20).formed).toBe(9);
  });

  test('where cap and limit stop at the same pair, the cap is the reason', () => {
    const both = rules({ cap: { pairs: 2, per: 'day' }, inactive_limit: { pairs: 2, net: '10000.00' } });
    const { reasons } = match(both, facts({ possible: 5, capRoom: 2, activeBuyer: false }), noTax);
    expect(reasonsOf(reasons)).toEqual(['daily_cap']);
  });
});

describe('any match', () => {
  const anyRules = fc
    .record({
      unpaid_first: fc.boolean(),
      on_cap: fc.constantFrom('carry', 'flush'),
      cap: fc.record({ pairs: fc.integer({ min: 1, max: 9 }), per: fc.constantFrom('day', 'month', 'lifetime') }),
      inactive_limit: fc.record({
        pairs: fc.integer({ min: 1, max: 9 }),
        net: fc.constantFrom('0.01', '50.00', '333.33'),
      }),
    })
    .map(rules);
  const anyFacts = fc
    .record({
      possible: fc.integer({ min: 1, max: 20 }),
      formedBefore: fc.nat(9),
      capRoom: fc.nat(9),
      activeBuyer: fc.boolean(),
      creditedNet: fc.bigInt(0n, 40_000n),
    })
    .map(facts);

  test('never forms more than is possible, the cap leaves or the limit allows, and never pays over the limit', () => {
    fc.assert(
      fc.property(anyRules, anyFacts, (any, given) => {
        const { formed, paid, gross, stopped, flushed } = match(any, given, less20);
        expect(formed).toBeLessThanOrEqual(Math.min(given.possible, given.capRoom));
        expect(stopped).toBe(given.possible - formed);
        expect([0, stopped]).toContain(flushed);
        expect(gross <= any.amount * BigInt(paid)).toBe(true);
        const limit = any.inactive_limit;
        if (given.activeBuyer || !limit) return;
        if (formed > 0) expect(given.formedBefore + formed).toBeLessThanOrEqual(limit.pairs);
        expect(gross === 0n || given.creditedNet + less20(gross) <= limit.net).toBe(true);
      }),
    );
  });
});

describe('a limit of any size', () => {
  /** A tax with a threshold and a ceiling, and a share of what comes after the third pair. */
  const taken = (gross: bigint): bigint => {
    const tax = gross > 9000n ? share(gross + 4000n, 1500) : 0n;
    const later = gross > 6000n ? share(gross - 6000n, 8000) : 0n;
    const sum = (tax < 5000n ? tax : 5000n) + later;
    return sum < gross ? sum : gross;
  };
  const net = Object.assign((gross: bigint) => gross - taken(gross), { drops: [9000n] });

  test('stops at the first pair that reaches it, as counting them one by one does', () => {
    const numbers = fc.record({
      amount: fc.constantFrom('0.01', '0.07', '3.00', '20.00'),
      most: fc.integer({ min: 1, max: 60 }),
      room: fc.bigInt(-10n, 30_000n),
      unpaid_first: fc.boolean(),
    });
    fc.assert(
      fc.property(numbers, ({ amount, most, room, unpaid_first }) => {
        const limited = rules({ amount, unpaid_first, inactive_limit: { pairs: most, net: '300.00' } });
        const given = facts({ possible: 70, activeBuyer: false, creditedNet: 30_000n - room });
        let pairs = 0;
        while (pairs < most && net(grossOf(limited, 0, pairs)) < room) pairs++;
        const { formed, gross } = match(limited, given, net);
        expect(formed).toBe(room <= 0n ? 0 : pairs);
        const whole = grossOf(limited, 0, formed);
        expect(gross === whole || (net(whole) > room && net(gross) <= room)).toBe(true);
      }),
    );
  });
});

describe('the base of instalments', () => {
  const fromSix = rules({ amount: '2000.00', instalment: { from_pair: 6, rate_bp: 2000, when: 'not_active_buyer' } });

  test.each([
    [0, 5, 0n],
    [0, 6, 200_000n],
    [3, 4, 400_000n],
    [5, 1, 200_000n],
    [9, 2, 400_000n],
  ])('after %d pairs, of %d more, is %p', (formedBefore, pairs, base) => {
    expect(instalmentBase(fromSix, formedBefore, grossOf(fromSix, formedBefore, pairs))).toBe(base);
  });
});

describe('undoing pairs', () => {
  test.each([
    [5000n, 2000n, 3, 0],
    [-5000n, 2000n, 3, 1],
    [-10_000n, 2000n, 3, 1],
    [-10_001n, 2000n, 3, 2],
    [2000n, -99_999n, 3, 3],
    [-1n, 0n, 0, 0],
  ])('legs of %p and %p after %d pairs give back %d', (left, right, formed, undone) => {
    expect(pairsToUndo(left, right, 10_000n, formed)).toBe(undone);
  });
});
