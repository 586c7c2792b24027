import fc from 'fast-check';
import { parsePlan } from '../../../../src/programs/plan-document.js';
import type { Plan } from '../../../../src/programs/plan-document.js';

/** Random plans, with amounts small enough that limits and caps are reached. */

export const presetNames = [
  'telemarketing',
  'mlm-service',
  'binary-classic',
  'ev-distribution',
  'ev-distribution-2026',
] as const;

const text = (least: number, most: number) =>
  fc
    .integer({ min: least, max: most })
    .map((minor) => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`);
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const rankNames = ['Bronze', 'Silver', 'Gold'];

const ranks = fc.record({
  tree: fc.constantFrom('placement', 'sponsor'),
  volume_of: fc.constantFrom('lifetime', 'month'),
  paid_as_by: fc.tuple(
    ...rankNames.map((name, index) =>
      fc
        .record({
          downline: some(fc.integer({ min: 1, max: 2 + index })),
          directs: fc.option(fc.constant(1 + index), { nil: undefined, freq: 1 }),
          personal_volume: some(text(1, 3000)),
          group_volume: some(text(1, 5000)),
          largest_leg_max_bp: some(fc.integer({ min: 3000, max: 10_000 })),
        })
        .map((rules) => ({ name, ...rules, ...(Object.values(rules).some(Boolean) ? {} : { downline: 1 }) })),
    ),
  ),
});

const levels = fc
  .record({
    kind: fc.constantFrom('level', 'binary_match'),
    from: fc.constantFrom('buyer', 'seller'),
    tree: fc.constantFrom('placement', 'sponsor'),
    compression: fc.constantFrom('none', 'standard', 'dynamic'),
    fixed: fc.boolean(),
    amounts: fc.array(text(0, 500), { minLength: 1, maxLength: 4 }),
    rates_bp: fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 4 }),
    on: fc.constantFrom(['purchase'], ['referral', 'purchase'], ['referral']),
    min_rank: some(fc.array(fc.constantFrom(null, ...rankNames), { maxLength: 1 })),
  })
  .map(({ fixed, amounts, rates_bp, on, ...rest }) =>
    fixed ? { ...rest, on, amounts } : { ...rest, on: ['purchase'], rates_bp },
  );

const binary = fc
  .record({
    unit: fc.constantFrom('volume', 'members'),
    amount: text(1, 400),
    activation: some(fc.record({ directs: fc.constantFrom(1, 2) })),
    unpaid_first: fc.boolean(),
    cap: some(
      fc.record({
        pairs: fc.integer({ min: 1, max: 4 }),
        per: fc.constantFrom('day', 'month', 'lifetime'),
        by_rank: some(fc.dictionary(fc.constantFrom(...rankNames), fc.integer({ min: 1, max: 6 }))),
      }),
    ),
    on_cap: fc.constantFrom('carry', 'flush'),
    end: fc.constantFrom<[string, number | undefined]>(
      ['carry', undefined],
      ['flush', undefined],
      ['expire', 1],
      ['expire', 2],
    ),
    inactive_limit: some(fc.record({ pairs: fc.integer({ min: 1, max: 6 }), net: text(1, 900) })),
    instalment: some(
      fc.record({
        from_pair: fc.integer({ min: 1, max: 4 }),
        rate_bp: fc.constantFrom(2000, 3333),
        when: fc.constantFrom('not_active_buyer', 'active_buyer'),
        only_if_due: fc.boolean(),
      }),
    ),
    value: text(100, 1500),
  })
  .map(({ unit, end: [at_period_end, expire_after], value, ...rest }) => ({
    unit,
    pair_value: unit === 'volume' ? value : 1,
    at_period_end,
    ...(expire_after ? { expire_after } : {}),
    ...rest,
  }));

/** Any plan that its schema takes. */
export const anyPlan: fc.Arbitrary<Plan> = fc
  .record({
    time_zone: fc.constantFrom('UTC', 'Asia/Kolkata', 'America/New_York'),
    seller: some(fc.record({ rate_bp: fc.integer({ min: 0, max: 2000 }) })),
    levels: some(levels),
    referral: some(fc.record({ amount: text(1, 300) })),
    binary: fc.option(binary, { nil: undefined, freq: 8 }),
    ranks,
    withholding: fc.constantFrom(
      [],
      ['ev-2026'],
      ['small-year'],
      ['small-excess'],
      ['ev-2026', 'small-year'],
      ['small-year', 'small-excess'],
    ),
  })
  .map((parts) => parsePlan(JSON.parse(JSON.stringify({ name: 'Any', currency: 'USD', ...parts }))));
