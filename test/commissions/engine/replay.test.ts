import { describe, expect, test } from '@jest/globals';
import { parsePlan } from '../../../src/programs/plan-document.js';
import { buildNetwork, never } from '../../../src/commissions/engine/network.js';
import type { Network } from '../../../src/commissions/engine/network.js';
import type { People } from '../../../src/commissions/engine/people.js';
import { replay } from '../../../src/commissions/engine/replay.js';
import type { Opening, Replay, ReplayInput } from '../../../src/commissions/engine/replay.js';
import { isSale } from '../../../src/commissions/engine/sales.js';
import type { Sales } from '../../../src/commissions/engine/sales.js';
import { preset, taxRules } from '../simulate/oracle/drafts.js';

const us = (text: string): number => Date.parse(text) * 1000;
const joined = us('2026-10-01T00:00:00Z');

/** An owner (id 1), and below him an outer leg of members on each side, activated when told. */
function network(left: (string | null)[], right: (string | null)[], owner: string | null): Network {
  const legs = [left, right].flatMap((moments, slot) =>
    moments.map((moment, index) => ({
      id: 100 * (slot + 1) + index,
      slot: index === 0 ? slot : 0,
      parent: index === 0 ? 1 : 100 * (slot + 1) + index - 1,
      moment,
    })),
  );
  const rows = [{ id: 1, slot: 0, parent: -1, moment: owner }, ...legs];
  return buildNetwork({
    ids: Float64Array.from(rows, ({ id }) => id),
    parentIds: Float64Array.from(rows, ({ parent }) => parent),
    sponsorIds: new Float64Array(rows.length).fill(-1),
    slots: Int32Array.from(rows, ({ slot }) => slot),
    joinedAt: new Float64Array(rows.length).fill(joined),
    activatedAt: Float64Array.from(rows, ({ moment }) => (moment === null ? never : us(moment))),
    inactive: new Uint8Array(rows.length),
  });
}

const noSales: Sales = {
  ids: new Float64Array(0),
  buyers: new Int32Array(0),
  sellers: new Int32Array(0),
  amounts: new BigInt64Array(0),
  volumes: new BigInt64Array(0),
  at: new Float64Array(0),
  refundOf: new Int32Array(0).fill(isSale),
};

/** What the owner is paid and what is deducted, in order. */
const ownersLines = ({ lines }: Replay): [string, bigint][] =>
  Array.from({ length: lines.length }, (_, place) => lines.at(place))
    .filter(({ beneficiary }) => beneficiary === 0)
    .map(({ kind, amount }) => [kind, amount]);

const many = (count: number) => Array.from({ length: count }, () => '2026-11-02T06:00:00Z');
const cutoff = us('2026-11-02T12:00:00Z');

describe('pair 6 of an Active Buyer under the 2026 preset', () => {
  /** Five pairs were formed before; the sixth comes today. */
  function sixth(due: bigint): [string, bigint][] {
    const members = network(many(1), many(1), '2026-10-01T00:00:00Z');
    const size = members.ids.length;
    const people: People = { instalmentsDue: new BigInt64Array(size).fill(due) };
    const pairs = new Float64Array(size).fill(5);
    const empty = () => new BigInt64Array(size);
    const opening: Opening = {
      legs: { carryLeft: empty(), carryRight: empty(), pairs, windowPairs: new Float64Array(size) },
    };
    const plan = preset('ev-distribution-2026', { referral: null, binary: { activation: undefined } });
    const input: ReplayInput = { plan, taxRules, network: members, sales: noSales, cutoff, people, opening };
    return ownersLines(replay({ ...input, from: us('2026-11-02T00:00:00Z') }));
  }

  test('with 50,000 due: 2,000 - 400 - 400 = 1,200', () => {
    expect(sixth(5_000_000n)).toEqual([
      ['pair', 200_000n],
      ['tax', -40_000n],
      ['instalment', -40_000n],
    ]);
  });

  test('with 250 due: 1,350', () => {
    expect(sixth(25_000n).map(([, amount]) => amount)).toEqual([200_000n, -40_000n, -25_000n]);
  });

  test('with nothing due: 1,600', () => {
    expect(sixth(0n).map(([, amount]) => amount)).toEqual([200_000n, -40_000n]);
  });
});

describe('a computation that goes on from carried state', () => {
  const plan = preset('ev-distribution', { referral: null });
  const days = (...numbers: number[]) => numbers.map((day) => `2026-11-${String(day).padStart(2, '0')}T06:00:00Z`);
  const members = network(days(2, 3, 3, 4, 5, 6), days(2, 2, 4, 4, 5, 6), null);
  const size = members.ids.length;
  const run = (rest: Partial<ReplayInput>): Replay =>
    replay({ plan, taxRules, network: members, sales: noSales, cutoff, ...rest });

  test('comes to the same, day by day, as one computation of all days', () => {
    const whole = run({ cutoff: us('2026-11-08T00:00:00Z') });
    const lines: [string, bigint][] = [];
    const legs = {
      carryLeft: new BigInt64Array(size),
      carryRight: new BigInt64Array(size),
      pairs: new Float64Array(size),
      windowPairs: new Float64Array(size),
    };
    for (let day = 1; day <= 8; day++) {
      const start = us('2026-10-31T18:30:00Z') + day * 86_400_000_000;
      const part = run({ opening: { legs }, from: start, cutoff: start + 86_400_000_000 - 1 });
      lines.push(...ownersLines(part));
      const { order } = members.placement;
      for (let at = 0; at < (part.balances?.size ?? 0); at++) {
        const member = order[at] ?? 0;
        legs.carryLeft[member] = part.balances?.carryLeft[at] ?? 0n;
        legs.carryRight[member] = part.balances?.carryRight[at] ?? 0n;
        legs.pairs[member] = part.balances?.pairs[at] ?? 0;
        legs.windowPairs[member] = part.balances?.windowPairs[at] ?? 0;
      }
    }
    expect(lines).toEqual(ownersLines(whole));
    expect(lines.filter(([kind]) => kind === 'instalment')).toEqual([['instalment', -40_000n]]);
  });
});

describe('who is no distributor', () => {
  test('forms no pairs and gets no referral bonus', () => {
    const members = network(many(1), many(1), null);
    const distributors = new Uint8Array(members.ids.length);
    const result = replay({
      plan: preset('ev-distribution'),
      taxRules,
      network: members,
      sales: noSales,
      cutoff,
      people: { distributors },
    });
    expect(result.lines.length).toBe(0);
  });
});

describe('two matchings of one candidate a side', () => {
  test('form exactly one pair', () => {
    const plan = parsePlan({
      name: 'x',
      currency: 'USD',
      time_zone: 'UTC',
      binary: { unit: 'members', pair_value: 1, amount: '1.00' },
    });
    const records: number[] = [];
    const members = network(many(1), many(1), null);
    replay({
      plan,
      taxRules,
      network: members,
      sales: noSales,
      cutoff: us('2026-11-05T00:00:00Z'),
      record: ({ formed }) => records.push(formed),
    });
    expect(records).toEqual([1]);
  });
});
