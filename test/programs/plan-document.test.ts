import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { Invalid } from '../../src/core/errors.js';
import { parsePlan } from '../../src/programs/plan-document.js';
import type { Plan } from '../../src/programs/plan-document.js';

const folder = new URL('../../config/plans/', import.meta.url);
const documentOf = (preset: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`${preset}.json`, folder), 'utf8')) as Record<string, unknown>;
const preset = (name: string): Plan => parsePlan(documentOf(name));

/** Where a document is refused: the path of each fault. */
function refusedAt(document: unknown): string[] {
  try {
    parsePlan(document);
  } catch (refusal) {
    if (refusal instanceof Invalid) return (refusal.details.faults ?? []).map(({ path }) => path.join('.'));
    throw refusal;
  }
  return [];
}

const plain = { name: 'Plain', currency: 'USD', time_zone: 'UTC' };
const levels = { tree: 'placement', on: ['purchase'], rates_bp: [500, 300] };
const binary = { unit: 'volume', pair_value: '100.00', amount: '10.00' };
const ranks = { paid_as_by: [{ name: 'Silver', directs: 3 }] };

describe('the presets', () => {
  test('are the five that the programs run', () => {
    expect(readdirSync(folder).sort()).toEqual([
      'binary-classic.json',
      'ev-distribution-2026.json',
      'ev-distribution.json',
      'mlm-service.json',
      'telemarketing.json',
    ]);
  });

  test('telemarketing: 10 % to the seller, 5 % to his placement parent, nothing approved by itself', () => {
    const plan = preset('telemarketing');
    expect([plan.currency, plan.time_zone, plan.seller, plan.approval?.auto]).toEqual([
      'BDT',
      'Asia/Dhaka',
      { rate_bp: 1000 },
      false,
    ]);
    expect(plan.levels).toMatchObject({ kind: 'binary_match', from: 'seller', tree: 'placement', rates_bp: [500] });
  });

  test('mlm-service: 10, 5, 2, 1 on joins and purchases, ranks by downline, three wide', () => {
    const { levels: paid, ranks: ladder, placement } = preset('mlm-service');
    expect(paid).toMatchObject({
      on: ['referral', 'purchase'],
      amounts: [1000n, 500n, 200n, 100n],
      compression: 'none',
    });
    const sizes = ladder?.paid_as_by.map(({ name, downline }) => [name, downline]);
    expect(sizes).toEqual([
      ['Bronze', 3],
      ['Silver', 10],
      ['Gold', 25],
      ['Diamond', 50],
    ]);
    expect(placement?.width).toBe(3);
  });

  test('binary-classic: 10.00 for 100.00 CV a side, ten a month, and three sponsor levels', () => {
    const plan = preset('binary-classic');
    expect(plan.binary).toMatchObject({ unit: 'volume', pair_value: 10_000n, amount: 1000n, on_cap: 'carry' });
    expect(plan.binary?.cap).toEqual({ pairs: 10, per: 'month' });
    expect(plan.levels).toMatchObject({ tree: 'sponsor', rates_bp: [500, 300, 200], compression: 'standard' });
  });

  test('ev-distribution: 20 % to instalments from pair 6 unless Active Buyer', () => {
    const plan = preset('ev-distribution');
    expect(plan.referral).toEqual({ amount: 100_000n });
    expect(plan.binary).toMatchObject({
      unit: 'members',
      pair_value: 1n,
      amount: 200_000n,
      cap: { pairs: 10, per: 'month' },
    });
    expect(plan.binary?.instalment).toMatchObject({
      from_pair: 6,
      rate_bp: 2000,
      when: 'not_active_buyer',
      only_if_due: false,
    });
    expect([plan.withholding, plan.orders?.activation_amount]).toEqual([['ev-readme'], 500_000n]);
  });

  test('ev-distribution-2026: three directs, an unpaid first pair, ten a day, a limit for the inactive', () => {
    const plan = preset('ev-distribution-2026');
    expect(plan.binary).toMatchObject({
      activation: { directs: 3 },
      unpaid_first: true,
      cap: { pairs: 10, per: 'day' },
    });
    expect(plan.binary?.inactive_limit).toEqual({ pairs: 5, net: 1_000_000n });
    expect(plan.binary?.instalment).toMatchObject({ when: 'active_buyer', only_if_due: true });
    expect([plan.withholding, plan.orders?.activation_gift]).toEqual([['ev-2026'], 500_000n]);
  });
});

describe('a plan document', () => {
  test('with nothing but its name, currency and time zone is a plan', () => {
    expect(refusedAt(plain)).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['an unknown key', { bonus: 1 }, 'bonus'],
    [
      'an unknown key deep inside',
      { binary: { ...binary, cap: { pairs: 1, per: 'day', each: 2 } } },
      'binary.cap.each',
    ],
    ['a rate over 100 %', { seller: { rate_bp: 10_001 } }, 'seller.rate_bp'],
    ['rates over 100 % in sum', { seller: { rate_bp: 9500 }, levels }, 'levels.rates_bp'],
    ['levels both in amounts and rates', { levels: { ...levels, amounts: ['1.00'] } }, 'levels.rates_bp'],
    ['levels in neither', { levels: { tree: 'placement', on: ['purchase'] } }, 'levels.amounts'],
    ['levels given twice', { levels: [levels, levels] }, 'levels'],
    ['rates on a join', { levels: { ...levels, on: ['referral'] } }, 'levels.on'],
    ['a trigger named twice', { levels: { ...levels, on: ['purchase', 'purchase'] } }, 'levels.on'],
    ['no trigger', { levels: { ...levels, on: [] } }, 'levels.on'],
    ['more ranks than levels', { levels: { ...levels, min_rank: [null, null, null] } }, 'levels.min_rank'],
    ['an unknown rank', { ranks, levels: { ...levels, min_rank: ['Silver', 'Gold'] } }, 'levels.min_rank.1'],
    [
      'an unknown rank in a cap',
      { ranks, binary: { ...binary, cap: { pairs: 1, per: 'day', by_rank: { Gold: 2 } } } },
      'binary.cap.by_rank.Gold',
    ],
    ['a cap of zero', { binary: { ...binary, cap: { pairs: 0, per: 'day' } } }, 'binary.cap.pairs'],
    ['a cap of half a pair', { binary: { ...binary, cap: { pairs: 0.5, per: 'day' } } }, 'binary.cap.pairs'],
    ['a pair value of zero', { binary: { ...binary, pair_value: '0.00' } }, 'binary.pair_value'],
    ['half a member for a pair', { binary: { ...binary, unit: 'members', pair_value: 0.5 } }, 'binary.pair_value'],
    ['a unit that is not one', { binary: { ...binary, unit: 'points' } }, 'binary.unit'],
    ['an amount as a number', { referral: { amount: 10 } }, 'referral.amount'],
    ['a negative amount', { referral: { amount: '-10' } }, 'referral.amount'],
    ['expiry without its length', { binary: { ...binary, at_period_end: 'expire' } }, 'binary.expire_after'],
    ['a length without expiry', { binary: { ...binary, expire_after: 2 } }, 'binary.expire_after'],
    ['a rank that asks for nothing', { ranks: { paid_as_by: [{ name: 'All' }] } }, 'ranks.paid_as_by.0'],
    [
      'a rank named twice',
      { ranks: { paid_as_by: [ranks.paid_as_by[0], ranks.paid_as_by[0]] } },
      'ranks.paid_as_by.1.name',
    ],
    ['a tax rule listed twice', { withholding: ['a', 'a'] }, 'withholding.1'],
    ['a zone that is not one', { time_zone: 'Mars/Olympus' }, 'time_zone'],
    ['a currency that is not one', { currency: 'usd' }, 'currency'],
  ])('with %s is refused with its path', (_, part, path) => {
    expect(refusedAt({ ...plain, ...part })).toContain(path);
  });

  test.each([null, [], 'plan', 7])('that is %j is refused', (document) => {
    expect(() => parsePlan(document)).toThrow(Invalid);
  });

  test('may give the members of a pair as a number or as digits', () => {
    const values = [1, '1'].map((pair_value) =>
      parsePlan({ ...plain, binary: { ...binary, unit: 'members', pair_value } }),
    );
    expect(values.map((plan) => plan.binary?.pair_value)).toEqual([1n, 1n]);
  });

  test('exactly at 100 % is accepted', () => {
    expect(refusedAt({ ...plain, seller: { rate_bp: 9200 }, levels })).toEqual([]);
  });
});
