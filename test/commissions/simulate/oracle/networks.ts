import fc from 'fast-check';
import type { Member, Sale } from './world.js';

/** Random small networks and their sales; everything happens over about three months. */

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
