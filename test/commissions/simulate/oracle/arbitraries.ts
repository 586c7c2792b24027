import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { parsePlan } from '../../../../src/programs/plan-document.js';
import type { Plan } from '../../../../src/programs/plan-document.js';
import type { Member, Sale } from './world.js';

/** Random small networks, sales and plans; everything happens over about three months. */

export const presetNames = [
  'telemarketing',
  'mlm-service',
  'binary-classic',
  'ev-distribution',
  'ev-distribution-2026',
] as const;

export function presetPlan(name: string): Plan {
  return parsePlan(JSON.parse(readFileSync(new URL(`../../../../config/plans/${name}.json`, import.meta.url), 'utf8')));
}

const begin = Date.parse('2026-02-20T00:00:00Z');
const msPerHour = 3_600_000;

/** Moments often share a day, and sometimes stand right at the midnights of the zones in use. */
export const moment = fc
  .oneof(
    fc.integer({ min: 0, max: 24 * 80 * 60 }).map((minute) => begin + minute * 60_000),
    fc.integer({ min: 0, max: 12 }).map((step) => begin + step * 7 * 24 * msPerHour + 18.5 * msPerHour),
    fc.integer({ min: 0, max: 3 }).map((month) => Date.UTC(2026, 1 + month, 1) - 1000),
  )
  .map((ms) => new Date(ms).toISOString());

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 3 });

interface Seed {
  place: number;
  sponsor: number;
  joinedAt: string;
  activatedAt: string | null;
  active: boolean;
}

const seed: fc.Arbitrary<Seed> = fc.record({
  place: fc.nat(1000),
  sponsor: fc.nat(1000),
  joinedAt: moment,
  activatedAt: maybe(moment),
  active: fc.boolean().chain((low) => (low ? fc.boolean() : fc.constant(true))),
});

/** Members under free slots of those before them, so there is never a cycle; ids are in no order. */
export const members = (width: number, most: number): fc.Arbitrary<Member[]> =>
  fc
    .tuple(fc.array(seed, { minLength: 1, maxLength: most }), fc.shuffledSubarray(idsFor(most), { minLength: most }))
    .map(([seeds, ids]) => {
      const free: { parent: number; slot: number }[] = [];
      return seeds.map(({ place, sponsor, ...rest }, index) => {
        const id = ids[index] ?? index;
        const [spot] = index > 0 && place % 17 > 0 ? free.splice(place % free.length, 1) : [];
        for (let slot = 0; slot < width; slot++) free.push({ parent: id, slot });
        const sponsored = index > 0 && sponsor % 5 > 0;
        const sponsorId = sponsor % 2 ? spot?.parent : ids[sponsor % Math.max(1, index)];
        return {
          id,
          parent: spot?.parent ?? null,
          slot: spot?.slot ?? 0,
          sponsor: sponsored ? (sponsorId ?? null) : null,
          ...rest,
        };
      });
    });

const idsFor = (most: number): number[] => Array.from({ length: most }, (_, index) => (index * 37) % 1009);

const sale = fc.record({
  member: fc.nat(1000),
  seller: maybe(fc.nat(1000)),
  amount: fc.oneof(fc.bigInt(0n, 3000n), fc.bigInt(0n, 99n)),
  volume: fc.oneof(fc.bigInt(0n, 3000n), fc.constant(1000n)),
  at: moment,
  refunds: fc.array(fc.record({ percent: fc.constantFrom(10, 40, 60, 100), at: moment }), { maxLength: 2 }),
  refunded: fc.nat(3),
});

/** Sales by random members; about one in four is refunded, in part or in full, sometimes dated before the sale. */
export const sales = (who: readonly Member[], most: number): fc.Arbitrary<Sale[]> =>
  fc.array(sale, { maxLength: most }).map((drafts) => {
    const idAt = (place: number): number => who[place % who.length]?.id ?? 0;
    return drafts.flatMap(({ member, seller, refunds, refunded, ...draft }, index) => {
      const id = 1000 - index * 7;
      const made: Sale = {
        id,
        member: idAt(member),
        seller: seller === null ? null : idAt(seller),
        refundOf: null,
        ...draft,
      };
      const parts =
        refunded === 0
          ? refunds.filter((_, place) => place === 0 || (refunds[0]?.percent ?? 0) + (refunds[1]?.percent ?? 0) <= 100)
          : [];
      return [
        made,
        ...parts.map(({ percent, at }, place) => ({
          ...made,
          id: id + 1 + place,
          amount: -((made.amount * BigInt(percent)) / 100n),
          volume: -((made.volume * BigInt(percent)) / 100n),
          at,
          refundOf: id,
        })),
      ];
    });
  });

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

/** Any plan that its schema takes, with amounts small enough that limits and caps are reached. */
export const anyPlan: fc.Arbitrary<Plan> = fc
  .record({
    time_zone: fc.constantFrom('UTC', 'Asia/Kolkata', 'America/New_York'),
    seller: some(fc.record({ rate_bp: fc.integer({ min: 0, max: 2000 }) })),
    levels: some(levels),
    referral: some(fc.record({ amount: text(1, 300) })),
    binary: fc.option(binary, { nil: undefined, freq: 8 }),
    ranks,
    withholding: fc.constantFrom([], ['ev-2026'], ['small-year'], ['small-excess']),
  })
  .map((parts) => parsePlan(JSON.parse(JSON.stringify({ name: 'Any', currency: 'USD', ...parts }))));
