import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Pool } from 'pg';
import { env } from '../../config/env.js';
import { matureHoldsTick } from '../../src/commissions/jobs.js';
import { matureHolds } from '../../src/commissions/mature-holds.js';
import { system } from '../../src/core/actor.js';
import { Run } from '../../src/core/run.js';
import { workOneRun } from '../../src/jobs/work-runs.js';
import { recordSale } from '../../src/orders/record-sale.js';
import { broken, linesOf, member, program, walletOf } from './people.js';

let pool: Pool;
beforeAll(() => {
  pool = new Pool({ connectionString: env.DATABASE_URL });
});
afterAll(() => pool.end());

const longAgo = new Date(Date.now() - 40 * 86_400_000).toISOString();

async function soldOn(occurredAt: string) {
  const here = await program('binary-classic');
  const { member: sponsor } = await member(here);
  const { member: buyer } = await member(here, sponsor);
  const sale = await recordSale(system(here.id), {
    externalOrderId: `${buyer.id}`,
    amount: '100.00',
    buyerMemberId: buyer.id,
    occurredAt,
  });
  const [line] = await linesOf(sale);
  if (!line) throw new Error('the sale paid nobody');
  return { here, sponsor, line };
}

const work = () => workOneRun({ pool, kinds: [matureHolds], signal: new AbortController().signal });

describe('a line in its holding period', () => {
  test('is approved and credited by a run once the period is over, where the plan says so', async () => {
    const { here, sponsor, line } = await soldOn(longAgo);
    expect(line).toMatchObject({ status: 'held', heldFor: 'holding_period', amount: 500n });
    await matureHoldsTick.run({});
    await work();
    expect(await line.reload()).toMatchObject({ status: 'approved', heldFor: null });
    expect(await walletOf(sponsor, here)).toMatchObject({ balance: 500n });
    const run = await Run.findOne({ where: { kind: 'mature-holds', programId: here.id }, rejectOnEmpty: true });
    expect(run).toMatchObject({ status: 'posted', progress: 1, total: 1 });
    expect(await broken()).toEqual([]);
  });

  test('stays held until then', async () => {
    const { line } = await soldOn(new Date().toISOString());
    await matureHoldsTick.run({});
    await work();
    expect((await line.reload()).status).toBe('held');
  });
});
