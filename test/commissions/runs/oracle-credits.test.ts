import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { approve } from '../../../src/commissions/approve.js';
import { Commission } from '../../../src/commissions/commission.js';
import { approveRun } from '../../../src/commissions/runs/change-run.js';
import type { CommissionRun } from '../../../src/commissions/runs/commission-run.js';
import { installTaxRules } from '../../../src/compliance/install-tax-rules.js';
import type { TaxRule } from '../../../src/compliance/withholding.js';
import { system } from '../../../src/core/actor.js';
import type { Plan } from '../../../src/programs/plan-document.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import { asSystem } from '../people.js';
import { addTaxRules } from '../tax-rules.js';
import { taxRules as shipped } from '../simulate/oracle/drafts.js';
import { simulateCase } from '../simulate/oracle/files.js';
import { members, sales } from '../simulate/oracle/networks.js';
import { anyPlan } from '../simulate/oracle/plans.js';
import type { Case } from '../simulate/oracle/world.js';
import { installClock, setClock } from './support-clock.js';
import { toldByDatabase, toldBySimulator } from './support-compared.js';
import { live, liveable } from './support-replayed.js';
import type { Pace } from './support-replayed.js';
import { rowOf, runOf, verified, workAll } from './town.js';

/** Many more when run by hand: TOWNS=100 node config/test.mjs test/commissions/runs/oracle-credits */
const towns = Number(process.env['TOWNS'] ?? 3);
const seed = Number(process.env['SEED'] ?? 20_261_121);

const yearly: TaxRule = {
  ...(shipped[2] as TaxRule),
  key: 'small-year',
  annualThreshold: 700n,
  effectiveFrom: '2020-01-01',
};
const excess: TaxRule = { ...yearly, key: 'small-excess', basis: 'excess', ceiling: 30n, effectiveFrom: '2026-04-12' };
const taxRules: TaxRule[] = [...shipped, yearly, excess];

beforeAll(async () => {
  await installClock();
  await installTaxRules(system(), {});
  await addTaxRules(yearly, excess);
});

/** Within one financial year: what is earned on the last day of one is credited in the next. */
const begin = '2026-04-02T06:00:00.000Z';
const asOf: Partial<Record<string, string>> = {
  UTC: '2026-05-31T23:59:59.999Z',
  'Asia/Kolkata': '2026-05-31T18:29:59.999Z',
};

/** Every day but the last of each month, which is matched as its month is closed. */
const nights = Array.from({ length: 60 }, (_, day) =>
  new Date(Date.UTC(2026, 3, 2 + day)).toISOString().slice(0, 10),
).filter((day) => !['2026-04-30', '2026-05-31'].includes(day));

const creditAll = ({ id }: Program) =>
  asSystem(async (work) => {
    const where = { programId: id, status: ['pending', 'held'], reversesId: null };
    const lines = await Commission.findAll({ where, order: ['id'], transaction: work.tx });
    for (const line of lines) await approve(work, line.status === 'held' ? line.become('pending') : line, null);
  });

/** Everything is credited as it is earned: events at their moment, pairs when their day is over. */
const atOnce: Pace = {
  reach: (moment) => setClock(new Date(moment)),
  settle: creditAll,
  async finish(row, end) {
    await workAll();
    await setClock(new Date(end + 1));
    if ((await runOf(row)).status === 'review') await approveRun(system(row.programId), { runId: row.runId });
    await workAll();
    return rowOf(row);
  },
};

async function compare(plan: fc.Arbitrary<Plan>): Promise<void> {
  const life = members(2, 14).chain((network) =>
    fc.record<Case>({
      plan: plan.filter(({ binary }) => binary !== undefined),
      taxRules: fc.constant(taxRules),
      members: fc.constant(network),
      sales: sales(network, 25),
      asOf: fc.constant(''),
    }),
  );
  await fc.assert(
    fc.asyncProperty(life, async (input) => {
      const end = asOf[input.plan.time_zone] ?? '2026-06-01T03:59:59.999Z';
      const lived = liveable({ ...input, asOf: end }, begin);
      const expected = toldBySimulator(simulateCase(lived), lived.plan);
      const program = await live(lived, nights, atOnce);
      expect(await asOwner(unposted, [program.id])).toEqual([]);
      expect(await toldByDatabase(program)).toEqual(expected);
      for (const row of await someRuns(program)) expect(await verified(row)).toMatchObject({ differences: [] });
    }),
    {
      numRuns: towns,
      seed,
      endOnFailure: true,
      ...(process.env['TOWN'] === undefined ? {} : { path: process.env['TOWN'] }),
    },
  );
}

const unposted = `
  SELECT run_id, status, error, result, totals FROM commission_runs JOIN runs ON runs.id = run_id
  WHERE commission_runs.program_id = $1 AND (status <> 'posted' OR (totals ->> 'differing')::int > 0)`;

/** Every fifteenth run that wrote lines. */
async function someRuns({ id }: Program): Promise<CommissionRun[]> {
  const found = await asOwner<{ run_id: string }>(
    'SELECT DISTINCT run_id FROM run_lines JOIN commission_runs USING (run_id, fence) WHERE program_id = $1 ORDER BY 1',
    [id],
  );
  return Promise.all(
    found.filter((_, at) => at % 15 === 0).map(({ run_id: runId }) => rowOf({ runId: Number(runId) })),
  );
}

describe('runs over what was credited at once agree with the simulator over files, cent by cent', () => {
  test('on random towns with taxes by the year, limits, instalments and refunds', () => compare(anyPlan), 3_600_000);
});
