import { describe, expect, test } from '@jest/globals';
import { requestMatching } from '../../../src/commissions/runs/request-matching.js';
import { system } from '../../../src/core/actor.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner, asSuperuser } from '../../support/database.js';
import { buys, monthAgo, newProgram, noon, runOf, trio, workAll } from './town.js';
import type { Trio } from './town.js';

const month = monthAgo(1);

interface Town {
  program: Program;
  people: Trio;
}

async function town(pairs: Record<string, unknown>): Promise<Town> {
  const binary = { unit: 'volume', pair_value: '0.01', amount: '0.01', ...pairs };
  const program = await newProgram('binary-classic', { binary, levels: undefined });
  return { program, people: await trio(program) };
}

async function bothBuy({ program, people }: Town, volume: string): Promise<void> {
  for (const member of [people.left, people.right]) await buys(program, member, volume, noon(month, 3));
}

async function computed({ program }: Town) {
  const row = await requestMatching(system(program.id), { until: `${month}-05` });
  await workAll();
  expect(await asOwner('SELECT FROM run_lines WHERE run_id = $1', [row.runId])).toEqual([]);
  return runOf(row);
}

describe('a run in which a number is larger than can be stored fails with the reason, and writes nothing', () => {
  test('for pairs beyond 32 bits', async () => {
    const here = await town({});
    await bothBuy(here, '30000000.00');
    expect(await computed(here)).toMatchObject({
      status: 'failed',
      error: 'Pairs of one member and day cannot be counted: the plan or the volumes are too large.',
    });
  });

  test('for what pairs pay beyond 64 bits', async () => {
    const here = await town({ amount: '9999999999999.99' });
    await bothBuy(here, '1000000.00');
    expect(await computed(here)).toMatchObject({
      status: 'failed',
      error: `What pairs pay member ${here.people.top.id} cannot be counted: the plan or the volumes are too large.`,
    });
  });

  test('for the volume of all sales beyond 64 bits', async () => {
    const here = await town({ pair_value: '9999999999999.99' });
    await asSuperuser(
      `INSERT INTO sales (program_id, source, external_order_id, buyer_member_id, amount, currency, volume, status,
         occurred_at, confirmed_at)
       SELECT $1, 'api', 'large-' || n, $2, 1, 'USD', 999999999999999, 'confirmed', $3, now() FROM generate_series(1, 9500) AS n`,
      [here.program.id, here.people.left.id, noon(month, 3)],
    );
    expect(await computed(here)).toMatchObject({
      status: 'failed',
      error: 'The volume of all sales together cannot be counted: the plan or the volumes are too large.',
    });
  });
});
