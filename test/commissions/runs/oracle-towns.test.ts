import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { installTaxRules } from '../../../src/compliance/install-tax-rules.js';
import { system } from '../../../src/core/actor.js';
import type { Plan } from '../../../src/programs/plan-document.js';
import { asOwner } from '../../support/database.js';
import { preset, taxRules } from '../simulate/oracle/drafts.js';
import { simulateCase } from '../simulate/oracle/files.js';
import { members, sales } from '../simulate/oracle/networks.js';
import { anyPlan } from '../simulate/oracle/plans.js';
import type { Case } from '../simulate/oracle/world.js';
import { toldByDatabase, toldBySimulator } from './support-compared.js';
import { live, liveable } from './support-replayed.js';

/** Many more when run by hand: TOWNS=500 node config/test.mjs test/commissions/runs/oracle-towns */
const towns = Number(process.env['TOWNS'] ?? 8);
const seed = Number(process.env['SEED'] ?? 20_261_121);

beforeAll(() => installTaxRules(system(), {}));

const begin = '2026-02-02T06:00:00.000Z';
const nights = fc.subarray(['2026-02-20', '2026-03-01', '2026-03-13', '2026-03-30', '2026-04-14', '2026-05-06']);

/** Where runs and the simulator mean the same: see below what differs on purpose. */
function alike({ plan, sales: made, ...rest }: Case): Case {
  const withholding = plan.withholding.filter((key) => key === 'ev-2026');
  const isLimited = plan.binary?.inactive_limit !== undefined;
  return {
    ...rest,
    plan: { ...plan, withholding },
    sales: isLimited ? made.filter(({ refundOf }) => refundOf === null) : made,
  };
}

async function compare(plan: fc.Arbitrary<Plan>, width: number, runs: number): Promise<void> {
  const life = members(width, 14).chain((network) =>
    fc.record({
      plan,
      taxRules: fc.constant(taxRules),
      members: fc.constant(network),
      sales: sales(network, 25),
      asOf: fc.constant(''),
    }),
  );
  await fc.assert(
    fc.asyncProperty(life, nights, async (input, some) => {
      const zone = input.plan.time_zone;
      const asOf =
        { UTC: '2026-05-31T23:59:59.999Z', 'Asia/Kolkata': '2026-05-31T18:29:59.999Z' }[zone] ??
        '2026-06-01T03:59:59.999Z';
      const lived = liveable(alike({ ...input, asOf }), begin);
      const expected = toldBySimulator(simulateCase(lived), lived.plan);
      const program = await live(lived, lived.plan.binary ? some : []);
      expect(await asOwner(unposted, [program.id])).toEqual([]);
      expect(await toldByDatabase(program)).toEqual(expected);
      expect(await asOwner('SELECT FROM late_facts WHERE program_id = $1', [program.id])).toEqual([]);
    }),
    {
      numRuns: runs,
      seed,
      endOnFailure: true,
      ...(process.env['TOWN'] === undefined ? {} : { path: process.env['TOWN'] }),
    },
  );
}

const unposted = `
  SELECT run_id, status, error, result, totals FROM commission_runs JOIN runs ON runs.id = run_id
  WHERE commission_runs.program_id = $1 AND (status <> 'posted' OR (totals ->> 'differing')::int > 0)`;

describe('runs over the database agree with the simulator over files, cent by cent', () => {
  test('on random towns under random plans', () => compare(anyPlan, 2, towns), 3_600_000);
  test(
    'on random towns under binary-classic',
    () => compare(fc.constant(preset('binary-classic')), 2, towns / 2),
    3_600_000,
  );
  test(
    'on random towns under ev-distribution-2026',
    () => compare(fc.constant(preset('ev-distribution-2026')), 2, towns / 2),
    3_600_000,
  );
  test('on random towns wider than two', () => compare(anyPlan, 3, towns / 2), 3_600_000);
});
