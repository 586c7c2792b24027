import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { QueryTypes } from 'sequelize';
import { Run } from '../../../src/core/run.js';
import { asOwner, db } from '../../support/database.js';
import { until } from '../../support/until.js';
import type { BigTown } from './support-big-town.js';
import { cutSmall, firstMembers } from './support-batches.js';
import { halfDone, outcomeOf } from './support-outcome.js';
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

const long_ms = 600_000;
const crew = new Crew();
afterAll(() => crew.dismiss());

describe('a run whose workers are killed while it is posted with approval', () => {
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
    'again and again: it comes to the same commissions, wallets, carries and ranks, nothing doubled, and the books balance',
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

  test(
    'between two batches that are posted at once, of which one is written and the other waits: the same',
    async () => {
      const other = await halfDone();
      const run = await close(other);
      await crew.hire();
      await reaches(run.runId, 'review');
      await cutSmall(run.runId);
      const [, second = 0] = await firstMembers(run.runId);
      await db.transaction(async (transaction) => {
        const locked = await db.query(
          `SELECT owner FROM accounts WHERE owner = 'member:' || $1 AND balance > 0 FOR UPDATE`,
          { bind: [second], transaction, type: QueryTypes.SELECT },
        );
        expect(locked).toHaveLength(1);
        await approve(run);
        await until('one is written', async () => (await paidBy(run.runId)).length > 0);
        await crew.dismiss();
      });
      expect(await Run.findByPk(run.runId)).toMatchObject({ progress: 0, cursor: { phase: 'posting', at: null } });
      expect((await paidBy(run.runId)).every((member) => member < second)).toBe(true);
      await endLease(run.runId);
      await crew.hire();
      await reaches(run.runId, 'posted');
      expect(await outcomeOf(other)).toEqual(plain);
      expect(await brokenBooks()).toEqual([]);
    },
    long_ms,
  );
});

async function paidBy(runId: number): Promise<number[]> {
  const sql = 'SELECT DISTINCT beneficiary_id::int AS member FROM commissions WHERE run_id = $1';
  return (await asOwner<{ member: number }>(sql, [runId])).map(({ member }) => member);
}
