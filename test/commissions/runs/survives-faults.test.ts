import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { asSuperuser } from '../../support/database.js';
import { isAlive, until } from '../../support/until.js';
import { bigTown, storedBy } from './support-big-town.js';
import type { BigTown } from './support-big-town.js';
import { Crew, approve, cancel, close, leaseOf, reaches, statusOf } from './support-workers.js';
import { runOf } from './town.js';

const long_ms = 300_000;
const crew = new Crew();
afterEach(() => crew.dismiss());

const backends = `
  FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'upline%' AND pid <> pg_backend_pid()`;

/** As PostgreSQL does to everybody when it restarts. */
const cutOff = () => asSuperuser(`SELECT pg_terminate_backend(pid) ${backends}`);
const cancelStatements = () => asSuperuser(`SELECT pg_cancel_backend(pid) ${backends} AND state = 'active'`);

const isComputing = async (runId: number): Promise<boolean> => (await runOf({ runId })).progress > 0;

describe('a worker whose database goes away for a moment', () => {
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

  test.each([
    ['cuts every connection', cutOff],
    ['cancels every statement', cancelStatements],
  ])(
    'while it computes: it lives, and the run has the same certificate, when it %s',
    async (_, disturb) => {
      const worker = await crew.hire();
      const run = await close(town);
      await until('it has begun to compute', () => isComputing(run.runId));
      await until('it was disturbed', async () => {
        await disturb();
        return /a step of a run (failed|waits for the database)/.test(worker.output());
      });
      await reaches(run.runId, 'review');
      expect(await storedBy(run.runId)).toEqual(plain);
      expect(isAlive(worker.pid)).toBe(true);
      await cancel(run);
    },
    long_ms,
  );

  test(
    'while it posts: it goes on, each line once',
    async () => {
      const worker = await crew.hire();
      const run = await close(town);
      await reaches(run.runId, 'review');
      await approve(run);
      const { fence } = await leaseOf(run.runId);
      await until('it posts', async () => (await leaseOf(run.runId)).fence > fence);
      await cutOff();
      await reaches(run.runId, 'posted');
      const [lines] = await asSuperuser<{ due: number; posted: number }>(
        `SELECT (totals -> 'toPost' ->> 'lines')::int AS due, (SELECT count(*)::int FROM commissions WHERE run_id = $1) AS posted
         FROM commission_runs WHERE run_id = $1`,
        [run.runId],
      );
      expect(lines?.posted).toBe(lines?.due);
      expect(await statusOf(run.runId)).toBe('posted');
      expect(isAlive(worker.pid)).toBe(true);
    },
    long_ms,
  );
});
