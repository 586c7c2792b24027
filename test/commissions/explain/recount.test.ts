import { beforeAll, describe, expect, test } from '@jest/globals';
import { Commission } from '../../../src/commissions/commission.js';
import { installTaxRules } from '../../../src/compliance/install-tax-rules.js';
import { system } from '../../../src/core/actor.js';
import { parsePlan } from '../../../src/programs/plan-document.js';
import { Plan } from '../../../src/programs/plan.js';
import { asOwner } from '../../support/database.js';
import { installClock } from '../runs/support-clock.js';
import { Complaints, Facts, recountLine } from './recount.js';
import type { Told } from './recount.js';
import { lineTold, runLineTold } from './told.js';
import { TownOfChance } from './town-of-chance.js';

const pairs = { unit: 'volume', pair_value: '100.00', amount: '10.00' };
const ranks = {
  tree: 'placement',
  paid_as_by: [
    { name: 'Two', downline: 2 },
    { name: 'Four', downline: 4 },
  ],
};

/** Plans that between them have every rule. */
const plans: [string, string, Record<string, unknown>][] = [
  [
    'a cap by the month and by rank that flushes',
    'binary-classic',
    {
      ranks,
      binary: { ...pairs, unpaid_first: true, cap: { pairs: 3, per: 'month', by_rank: { Two: 5 } }, on_cap: 'flush' },
    },
  ],
  [
    'a cap by the day, a limit, instalments and tax',
    'binary-classic',
    {
      withholding: ['ev-2026'],
      binary: {
        ...pairs,
        cap: { pairs: 2, per: 'day' },
        at_period_end: 'flush',
        inactive_limit: { pairs: 6, net: '33.00' },
        instalment: { from_pair: 2, rate_bp: 3333, when: 'not_active_buyer', only_if_due: false },
      },
    },
  ],
  [
    'a limit that is reached in part',
    'binary-classic',
    {
      levels: undefined,
      withholding: ['ev-2026'],
      binary: {
        ...pairs,
        inactive_limit: { pairs: 9, net: '26.00' },
        instalment: { from_pair: 2, rate_bp: 3333, when: 'not_active_buyer', only_if_due: false },
      },
    },
  ],
  [
    'a cap of a lifetime, tax of the year, dynamic levels with ranks',
    'binary-classic',
    {
      ranks,
      withholding: ['india-2026'],
      binary: { ...pairs, amount: '4000.00', cap: { pairs: 5, per: 'lifetime' } },
      levels: {
        kind: 'level',
        from: 'seller',
        tree: 'placement',
        on: ['purchase'],
        rates_bp: [333, 177, 55],
        compression: 'dynamic',
        min_rank: [null, 'Two', 'Four'],
      },
    },
  ],
  ['the classic binary plan', 'binary-classic', {}],
  ['the distribution platform', 'ev', {}],
  ['the distribution platform of 2026', 'ev-2026', {}],
  ['the matrix', 'mlm-service', {}],
  ['the telemarketing plan', 'telemarketing', {}],
];

beforeAll(async () => {
  await installClock();
  await installTaxRules(system(), {});
});

const recounted = (
  about: string,
  { facts, sentences }: { facts: unknown; sentences: string[] },
  plan: Parameters<typeof recountLine>[1],
) => {
  const complaints = new Complaints(about);
  recountLine(new Facts(facts as Told), plan, complaints);
  return complaints.found.map((one) => `${one}\n${sentences.join('\n')}\n${JSON.stringify(facts)}`);
};

describe('what is told of amounts', () => {
  test.each(plans)('under %s comes to them when it is counted again', async (_name, preset, changes) => {
    const town = await TownOfChance.lived(preset, changes, preset.length + Object.keys(changes).length * 31);
    const { document } = await Plan.findOne({ where: { programId: town.program.id }, rejectOnEmpty: true });
    const plan = parsePlan(document);
    const wrong: string[] = [];
    const lines = await Commission.findAll({ where: { programId: town.program.id }, order: ['id'] });
    for (const line of lines) wrong.push(...recounted(`commission ${line.accrualKey}`, await lineTold(line), plan));
    for (const run of town.runs) {
      const rows = 'SELECT line FROM run_lines WHERE run_id = $1 AND fence = $2';
      for (const { line } of await asOwner<{ line: number }>(rows, [run.runId, run.fence]))
        wrong.push(...recounted(`line ${line} of run ${run.runId}`, await runLineTold(run, line), plan));
    }
    expect(wrong.slice(0, 6)).toEqual([]);
  });
});
