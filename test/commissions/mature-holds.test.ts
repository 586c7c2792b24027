import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Pool } from 'pg';
import { env } from '../../config/env.js';
import { matureHoldsTick } from '../../src/commissions/jobs.js';
import { Commission } from '../../src/commissions/commission.js';
import { matureHolds } from '../../src/commissions/mature-holds.js';
import { system } from '../../src/core/actor.js';
import { Run } from '../../src/core/run.js';
import { activate } from '../../src/network/activation.js';
import { workOneRun } from '../../src/jobs/work-runs.js';
import { recordSale } from '../../src/orders/record-sale.js';
import type { Program } from '../../src/programs/program.js';
import { changeProgramSettings } from '../../src/programs/update-program.js';
import { asSystem, broken, linesOf, member, program, walletOf } from './people.js';

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

/** A bonus for a member who was activated just now. */
async function referralIn(here: Program): Promise<Commission> {
  const { member: sponsor } = await member(here);
  const { member: joined } = await member(here, sponsor);
  await asSystem(async (given) => activate(given, await joined.reload({ transaction: given.tx }), given.now));
  return Commission.findOne({ where: { sourceMemberId: joined.id, kind: 'referral' }, rejectOnEmpty: true });
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

  test('is never shorter than buyers may return what they bought, whatever the plan says', async () => {
    const here = await program('ev');
    await changeProgramSettings(system(), { programId: here.id, settings: { refund_window_days: 20 } });
    const line = await referralIn(here);
    expect(line).toMatchObject({ status: 'held', heldFor: 'holding_period' });
    expect(line.holdUntil?.getTime()).toBe(line.earnedAt.getTime() + 20 * 86_400_000);
    await changeProgramSettings(system(), { programId: here.id, settings: { refund_window_days: 0 } });
    const next = await referralIn(here);
    expect(next.holdUntil).toEqual(next.earnedAt);
  });

  test('stays held until then', async () => {
    const { line } = await soldOn(new Date().toISOString());
    await matureHoldsTick.run({});
    await work();
    expect((await line.reload()).status).toBe('held');
  });
});
