import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { approve } from '../../../src/commissions/approve.js';
import { Commission } from '../../../src/commissions/commission.js';
import { approveRun } from '../../../src/commissions/runs/change-run.js';
import type { TaxRule } from '../../../src/compliance/withholding.js';
import { system } from '../../../src/core/actor.js';
import { parsePlan } from '../../../src/programs/plan-document.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import { asSystem } from '../people.js';
import { addTaxRules, fifth } from '../tax-rules.js';
import { simulateCase } from '../simulate/oracle/files.js';
import { member } from '../simulate/oracle/drafts.js';
import type { Case, Member, Sale } from '../simulate/oracle/world.js';
import { installClock, setClock } from './support-clock.js';
import { toldByDatabase, toldBySimulator } from './support-compared.js';
import { live, liveable } from './support-replayed.js';
import type { Pace } from './support-replayed.js';
import { rowOf, runOf, verified, workAll } from './town.js';

/** Many more when run by hand: TOWNS=100 node config/test.mjs test/commissions/runs/oracle-limits */
const towns = Number(process.env['TOWNS'] ?? 4);
const seed = Number(process.env['SEED'] ?? 14);

const flat: TaxRule = { ...fifth, key: 'limit-flat' };
const year: TaxRule = { ...flat, key: 'limit-year', annualThreshold: 700n, basis: 'year' };
const excess: TaxRule = { ...flat, key: 'limit-excess', annualThreshold: 500n, basis: 'excess' };
const taxRules = [flat, year, excess];

beforeAll(async () => {
  await installClock();
  await addTaxRules(...taxRules);
});

const begin = '2026-04-02T06:00:00.000Z';
const asOf = '2026-04-30T23:59:59.999Z';
const [first, last] = [Date.parse(begin), Date.parse(asOf)];

/** What every plan here has: pairs that a limit stops, tax at credit, and lines of events that count towards the limit. */
const plan = (withholding: fc.Arbitrary<string[]>) =>
  fc
    .record({
      withholding,
      seller: fc.option(fc.record({ rate_bp: fc.constantFrom(500, 1000, 2000) }), { nil: undefined, freq: 3 }),
      rates: fc.array(fc.constantFrom(500, 1000), { minLength: 1, maxLength: 3 }),
      from: fc.constantFrom('buyer', 'seller'),
      referral: fc.option(fc.constant({ amount: '1.00' }), { nil: undefined }),
      amount: fc.constantFrom('1.00', '2.00', '3.33'),
      limit: fc.record({ pairs: fc.integer({ min: 3, max: 12 }), net: fc.constantFrom('7.00', '12.00', '20.00') }),
    })
    .map(({ rates, from, amount, limit, ...rest }) =>
      parsePlan({
        name: 'Limited',
        currency: 'USD',
        time_zone: 'UTC',
        levels: { kind: 'level', from, tree: 'placement', on: ['purchase'], rates_bp: rates, compression: 'none' },
        binary: { unit: 'volume', pair_value: '20.00', amount, inactive_limit: limit },
        ...(JSON.parse(JSON.stringify(rest)) as object),
      }),
    );

/** Three or seven members, two below each; a few become Active Buyers, whom nothing limits any more. */
const members = fc
  .record({ size: fc.constantFrom(3, 7), buyer: fc.nat(12), day: fc.integer({ min: 3, max: 30 }) })
  .map(({ size, buyer, day }) =>
    Array.from({ length: size }, (_, index) => {
      const under: [number, number] | null = index === 0 ? null : [Math.ceil(index / 2), (index + 1) % 2];
      const activatedAt = index === buyer ? `2026-04-${String(day).padStart(2, '0')}T09:00:00.000Z` : null;
      return member(index + 1, under, { joinedAt: begin, activatedAt });
    }),
  );

/** Amounts of which a tenth of a share of a fifth is a whole number: crediting what is left rounds like taking back. */
const sale = fc.record({
  buyer: fc.nat(1000),
  seller: fc.nat(1000),
  size: fc.bigInt(1n, 4n),
  hasVolume: fc.boolean(),
  parts: fc.constantFrom([], [100n], [40n], [10n, 90n], [60n, 10n]),
  moments: fc.array(fc.integer({ min: first, max: last }), { minLength: 3, maxLength: 3 }),
});

/** Sales and their refunds, no two at the same moment. */
const trades = (who: readonly Member[]): fc.Arbitrary<Sale[]> =>
  fc.uniqueArray(sale, { minLength: 10, maxLength: 20, selector: ({ moments }) => moments.join() }).map((drafts) =>
    drafts.flatMap(({ buyer, seller, size, hasVolume, parts, moments }, index) => {
      const [at = 0, ...later] = [...moments].sort((a, b) => a - b).map((ms) => ms - (ms % 1000) + index * 10);
      const made = {
        id: 1000 + index * 5,
        member: who[buyer % who.length]?.id ?? 0,
        seller: who[seller % who.length]?.id ?? 0,
        amount: size * 2000n,
        volume: hasVolume ? size * 2000n : 0n,
        at: new Date(at).toISOString(),
        refundOf: null,
      };
      const refunds = parts.map((percent, place) => {
        const back = (whole: bigint): bigint => -(whole * percent) / 100n;
        const moment = new Date((later[place] ?? 0) + place + 1).toISOString();
        return {
          ...made,
          id: made.id + 1 + place,
          amount: back(made.amount),
          volume: back(made.volume),
          at: moment,
          refundOf: made.id,
        };
      });
      return [made, ...refunds];
    }),
  );

const creditAll = ({ id }: { id: number }) =>
  asSystem(async (work) => {
    const where = { programId: id, status: ['pending', 'held'], reversesId: null };
    const lines = await Commission.findAll({ where, order: ['id'], transaction: work.tx });
    for (const line of lines) await approve(work, line.status === 'held' ? line.become('pending') : line, null);
  });

/** Lines are approved at some of the events, the coins say at which; all that are left, before a run computes. */
const now_and_then = (coins: readonly boolean[]): Pace => {
  let toss = 0;
  return {
    reach: (moment) => setClock(new Date(moment)),
    settle: async (program: Program) => (coins[toss++ % coins.length] ? creditAll(program) : undefined),
    async finish(row, end) {
      await creditAll({ id: row.programId });
      await workAll();
      await setClock(new Date(end + 1));
      if ((await runOf(row)).status === 'review') await approveRun(system(row.programId), { runId: row.runId });
      await workAll();
      return rowOf(row);
    },
  };
};

interface Life {
  input: Case;
  coins: boolean[];
  nights: string[];
}

async function agree({ input, coins, nights }: Life): Promise<void> {
  const lived = liveable(input, begin);
  const { pairs, paid, legs } = toldBySimulator(simulateCase(lived), lived.plan);
  const program = await live(lived, nights, now_and_then(coins));
  expect(await toldByDatabase(program)).toMatchObject({ pairs, paid, legs });
  const runs = await asOwner<{ run_id: string }>(
    'SELECT run_id FROM commission_runs WHERE program_id = $1 ORDER BY run_id DESC LIMIT 1',
    [program.id],
  );
  for (const { run_id: runId } of runs) {
    expect(await verified(await rowOf({ runId: Number(runId) }))).toMatchObject({ differences: [] });
  }
}

const everyNight = Array.from({ length: 28 }, (_, day) => `2026-04-${String(day + 2).padStart(2, '0')}`);

const lives = (withholding: fc.Arbitrary<string[]>, nights: fc.Arbitrary<string[]>): fc.Arbitrary<Life> =>
  members.chain((network) =>
    fc.record({
      input: fc.record({
        plan: plan(withholding),
        taxRules: fc.constant(taxRules),
        members: fc.constant(network),
        sales: trades(network),
        asOf: fc.constant(asOf),
      }),
      coins: fc.array(
        fc.nat(3).map((sides) => sides === 0),
        { minLength: 1, maxLength: 9 },
      ),
      nights,
    }),
  );

const compare = (life: fc.Arbitrary<Life>) =>
  fc.assert(fc.asyncProperty(life, agree), {
    numRuns: towns,
    seed,
    endOnFailure: true,
    ...(process.env['TOWN'] === undefined ? {} : { path: process.env['TOWN'] }),
  });

describe('what members were credited limits their pairs as in one replay over files, whenever lines are approved', () => {
  test(
    'in nights and a close, under a flat tax',
    () => compare(lives(fc.constantFrom(['limit-flat'], []), fc.subarray(everyNight, { maxLength: 3 }))),
    3_600_000,
  );

  // What is credited after a refund is taxed by the year as it is then, so later runs rightly see other sums.
  test(
    'in one close, under taxes by the year',
    () =>
      compare(lives(fc.constantFrom(['limit-year'], ['limit-excess'], ['limit-flat', 'limit-year']), fc.constant([]))),
    3_600_000,
  );
});
