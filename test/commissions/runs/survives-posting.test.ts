import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asSuperuser } from '../../support/database.js';
import { until } from '../../support/until.js';
import { bigTown, refundSome } from './support-big-town.js';
import type { BigTown } from './support-big-town.js';
import {
  Crew,
  approve,
  brokenBooks,
  close,
  endLease,
  leaseOf,
  reaches,
  scattered,
  statusOf,
} from './support-workers.js';
import { matchUntil } from './town.js';

const long_ms = 600_000;
const crew = new Crew();
afterAll(() => crew.dismiss());

// Two towns that are alike but for their ids: what they come to is told with ids counted from the first one.
const told = {
  commissions: `
    SELECT count(*)::int AS rows, sum(line.amount)::text AS amount, md5(string_agg(concat_ws(',', kind, beneficiary_id - $2, level,
      sale.external_order_id, quantity, undone, base, line.amount, line.status, net_credited, reversed_amount, earned_at), ';'
      ORDER BY kind, beneficiary_id, level, sale.external_order_id, earned_at, line.amount)) AS bytes
    FROM commissions AS line LEFT JOIN sales AS sale ON sale.id = sale_id WHERE line.program_id = $1`,
  wallets: `
    SELECT count(*)::int AS rows, sum(balance)::text AS amount, md5(string_agg(concat_ws(',', members.id - $2, address.kind, balance), ';'
      ORDER BY members.id, address.kind)) AS bytes
    FROM members CROSS JOIN (VALUES ('wallet'), ('recovery')) AS address (kind)
    JOIN accounts ON accounts.address = 'member:' || members.id || ':' || address.kind WHERE program_id = $1`,
  carries: `
    SELECT count(*)::int AS rows, md5(string_agg(concat_ws(',', member_id - $2, carry_left, carry_right, pairs, window_key,
      window_pairs), ';' ORDER BY member_id)) AS bytes FROM leg_balances WHERE program_id = $1`,
  ranks: `
    SELECT count(*)::int AS rows, md5(string_agg(concat_ws(',', member_id - $2, paid_as, title), ';' ORDER BY member_id)) AS bytes
    FROM ranks WHERE program_id = $1`,
  history: `
    SELECT count(*)::int AS rows, md5(string_agg(concat_ws(',', member_id - $2, kind, before, after), ';' ORDER BY member_id, kind, after))
      AS bytes FROM rank_history WHERE program_id = $1`,
};

async function outcomeOf({ program, firstMember }: BigTown): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const [what, sql] of Object.entries(told)) found[what] = (await asSuperuser(sql, [program.id, firstMember]))[0];
  return found;
}

/** A month whose first half is matched and credited; refunds since then undo some of its pairs. */
async function halfDone(): Promise<BigTown> {
  const town = await bigTown(6_000);
  await matchUntil(town.program, `${town.month}-14`, 'approve');
  await refundSome(town, 15);
  return town;
}

describe('a run whose workers are killed again and again while it is posted with approval', () => {
  let plain: Record<string, unknown>;
  let took_ms = 0;
  let town: BigTown;
  beforeAll(async () => {
    const first = await halfDone();
    await Promise.all([crew.hire(), crew.hire()]);
    const run = await close(first);
    await reaches(run.runId, 'review');
    const began = Date.now();
    await approve(run);
    await reaches(run.runId, 'posted');
    took_ms = Date.now() - began;
    plain = await outcomeOf(first);
    town = await halfDone();
  }, long_ms);

  test(
    'comes to the same commissions, wallets, carries and ranks, nothing doubled, and the books balance',
    async () => {
      const run = await close(town);
      await reaches(run.runId, 'review');
      await approve(run);
      let fence = (await leaseOf(run.runId)).fence;
      let killed = 0;
      for (const random of scattered(12)) {
        fence += 1;
        await until(
          'a worker has it',
          async () => crew.owner(run.runId, fence) !== undefined || (await statusOf(run.runId)) === 'posted',
        );
        await pause(random * Math.min(took_ms / 6, 1500));
        const owner = crew.owner(run.runId, fence);
        if (!owner || (await statusOf(run.runId)) === 'posted') break;
        const next = crew.hire();
        await crew.kill(owner);
        await endLease(run.runId);
        await next;
        killed += 1;
      }
      await reaches(run.runId, 'posted');
      expect(killed).toBeGreaterThanOrEqual(3);
      expect(await outcomeOf(town)).toEqual(plain);
      expect(await brokenBooks()).toEqual([]);
    },
    long_ms,
  );
});
