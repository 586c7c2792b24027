import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { moveToOwnServer } from '../../support/own-server.js';
import { isAlive, until } from '../../support/until.js';
import type { BigTown } from './support-big-town.js';

const server = await moveToOwnServer();
const { asOwner } = await import('../../support/database.js');
const { bigTown, storedBy } = await import('./support-big-town.js');
const { halfDone, outcomeOf } = await import('./support-outcome.js');
const { Crew, approve, brokenBooks, cancel, close, reaches, statusOf } = await import('./support-workers.js');

const long_ms = 600_000;
const crew = new Crew();
afterAll(async () => {
  await crew.dismiss();
  await server.remove();
});

const away_ms = 2000;
const ways = [
  ['is stopped and started', 'SIGINT'],
  ['leaves at once and recovers', 'SIGQUIT'],
] as const;

async function restart(how: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  await server.stop(how);
  await pause(away_ms);
  await server.start();
}

interface RunRow {
  progress: string;
  at: unknown;
}

async function rowOf(runId: number): Promise<RunRow | undefined> {
  const [row] = await asOwner<RunRow>(`SELECT progress, cursor -> 'at' AS at FROM runs WHERE id = $1`, [runId]);
  return row;
}

const isComputing = async (runId: number): Promise<boolean> => Number((await rowOf(runId))?.progress) > 0;

/** Some of it is posted, and not all. */
const isPosting = async (runId: number): Promise<boolean> =>
  (await statusOf(runId)) === 'posting' && (await rowOf(runId))?.at !== null;

describe('a run whose PostgreSQL', () => {
  describe('goes away while it computes', () => {
    let town: BigTown;
    let plain: unknown;
    beforeAll(async () => {
      town = await bigTown(14_000);
      await crew.hire();
      const run = await close(town);
      await reaches(run.runId, 'review');
      plain = await storedBy(run.runId);
      await cancel(run);
      await crew.dismiss();
    }, long_ms);

    test.each(ways)(
      'and %s, has the same certificate and lines, by the same worker',
      async (_, how) => {
        const worker = await crew.hire();
        const run = await close(town);
        await until('it has begun to compute', () => isComputing(run.runId));
        await restart(how);
        await reaches(run.runId, 'review');
        expect(await storedBy(run.runId)).toEqual(plain);
        expect(worker.output().includes('a step of a run waits for the database')).toBe(true);
        expect(isAlive(worker.pid)).toBe(true);
        await cancel(run);
        await crew.dismiss();
      },
      long_ms,
    );
  });

  describe('goes away while it posts with approval', () => {
    let plain: Record<string, unknown>;
    beforeAll(async () => {
      const town = await halfDone();
      await crew.hire();
      const run = await close(town);
      await reaches(run.runId, 'review');
      await approve(run);
      await reaches(run.runId, 'posted');
      plain = await outcomeOf(town);
      await crew.dismiss();
    }, long_ms);

    test.each(ways)(
      'and %s, comes to the same commissions, wallets, carries and ranks, each effect once',
      async (_, how) => {
        const town = await halfDone();
        const worker = await crew.hire();
        const run = await close(town);
        await reaches(run.runId, 'review');
        await approve(run);
        await until('some of it is posted', () => isPosting(run.runId));
        await restart(how);
        await reaches(run.runId, 'posted');
        expect(worker.output().includes('a step of a run waits for the database')).toBe(true);
        expect(isAlive(worker.pid)).toBe(true);
        expect(await outcomeOf(town)).toEqual(plain);
        expect(await brokenBooks()).toEqual([]);
        await crew.dismiss();
      },
      long_ms,
    );
  });
});
