import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asOwner } from '../../support/database.js';
import { until } from '../../support/until.js';
import { bigTown, refundSome, storedBy } from './support-big-town.js';
import type { BigTown } from './support-big-town.js';
import { Crew, cancel, close, endLease, leaseOf, reaches, scattered, statusOf } from './support-workers.js';

const long_ms = 600_000;
const kills = 25;
const crew = new Crew();
afterAll(() => crew.dismiss());

/** What a town's month comes to when nothing happens to the worker, and how long that takes from the claim on. */
async function undisturbed(town: BigTown): Promise<{ stored: unknown; took_ms: number }> {
  const run = await close(town);
  await until('a worker has it', async () => (await leaseOf(run.runId)).isTaken);
  const began = Date.now();
  await reaches(run.runId, 'review');
  const took_ms = Date.now() - began;
  const stored = await storedBy(run.runId);
  await cancel(run);
  return { stored, took_ms };
}

/** Kills the worker that took a run so long after it did. */
async function killOwner(runId: number, fence: number, after_ms: number): Promise<void> {
  const isOver = async () => (await statusOf(runId)) === 'review';
  await until('a worker has it', async () => crew.owner(runId, fence) !== undefined || (await isOver()));
  await pause(after_ms);
  const owner = crew.owner(runId, fence);
  if (owner) await crew.kill(owner);
}

const linesOfOthers = (runId: number) =>
  asOwner(
    'SELECT DISTINCT fence FROM run_lines WHERE run_id = $1 AND fence <> (SELECT fence FROM commission_runs WHERE run_id = $1)',
    [runId],
  );

describe('a run whose worker is killed at any moment of computing', () => {
  let town: BigTown;
  let plain: Awaited<ReturnType<typeof undisturbed>>;
  beforeAll(async () => {
    town = await bigTown(14_000);
    await refundSome(town, 12);
    await Promise.all([crew.hire(), crew.hire()]);
    plain = await undisturbed(town);
  }, long_ms);

  test(
    'has the same lines, days, members and certificate twenty-five times out of twenty-five',
    async () => {
      let killed = 0;
      let took_ms = plain.took_ms;
      for (const [turn, random] of scattered(3 * kills).entries()) {
        const run = await close(town);
        await killOwner(run.runId, 1, (((turn % kills) + random) / kills) * took_ms);
        const next = crew.hire();
        await endLease(run.runId);
        await reaches(run.runId, 'review');
        expect(await storedBy(run.runId)).toEqual(plain.stored);
        expect(await linesOfOthers(run.runId)).toEqual([]);
        await cancel(run);
        await next;
        const { fence } = await leaseOf(run.runId);
        // A machine that was busy before may be quicker now: then the run was over, and is not counted.
        if (fence === 1) took_ms *= 0.8;
        else killed += 1;
        if (killed === kills) break;
      }
      expect(killed).toBe(kills);
    },
    long_ms,
  );

  test(
    'goes on within fifteen seconds, when the lease of the dead one is over',
    async () => {
      const run = await close(town);
      await killOwner(run.runId, 1, plain.took_ms / 3);
      const died = Date.now();
      await until('another one has it', async () => (await leaseOf(run.runId)).fence === 2);
      expect(Date.now() - died).toBeLessThan(15_000);
      await reaches(run.runId, 'review');
      expect(await storedBy(run.runId)).toEqual(plain.stored);
      await cancel(run);
      await crew.hire();
    },
    long_ms,
  );

  test(
    'has the same certificate where its lines get tables of their own',
    async () => {
      const large = await bigTown(26_000);
      const alone = await undisturbed(large);
      const run = await close(large);
      for (const [turn, random] of scattered(3).entries()) {
        await killOwner(run.runId, turn + 1, ((turn + random) / 6) * alone.took_ms);
        await endLease(run.runId);
        await crew.hire();
      }
      await reaches(run.runId, 'review');
      expect(await storedBy(run.runId)).toEqual(alone.stored);
      await cancel(run);
    },
    long_ms,
  );
});
