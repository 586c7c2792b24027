import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import type { CommissionRun } from '../../../src/commissions/runs/commission-run.js';
import { until } from '../../support/until.js';
import { asSuperuser } from '../../support/database.js';
import { bigTown, refundSome, storedBy } from './support-big-town.js';
import type { BigTown } from './support-big-town.js';
import { Crew, cancel, close, leaseOf, reaches } from './support-workers.js';
import { matchUntil } from './town.js';

const long_ms = 300_000;
const crew = new Crew();
afterAll(() => crew.dismiss());

/** Stores the rows of a table anew, the same ones, in an order that has nothing to do with the old one. */
async function shuffle(table: string, key: string): Promise<void> {
  const client = new Client({ connectionString: process.env['TEST_SUPERUSER_URL'] });
  await client.connect();
  await client.query('BEGIN');
  await client.query("SET LOCAL session_replication_role = 'replica'");
  await client.query(`CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT * FROM ${table}`);
  await client.query(`DELETE FROM ${table}`);
  await client.query(`INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM kept ORDER BY md5(${key}::text)`);
  await client.query('COMMIT');
  await client.query(`VACUUM ANALYZE ${table}`);
  await client.end();
}

const tables = {
  members: 'id',
  positions: 'id',
  sales: 'id',
  refunds: 'id',
  member_statuses: 'id',
  commissions: 'id',
  leg_balances: 'member_id',
};
const plannerOff = ['hashjoin', 'hashagg', 'indexscan', 'bitmapscan', 'sort', 'parallel_append'];

describe('a run', () => {
  let town: BigTown;
  let plain: unknown;

  const computed = async (of: BigTown): Promise<unknown> => {
    const run = await close(of);
    await reaches(run.runId, 'review');
    const stored = await storedBy(run.runId);
    await cancel(run);
    return stored;
  };

  beforeAll(async () => {
    town = await bigTown(8_000);
    await matchUntil(town.program, `${town.month}-11`, 'approve');
    await refundSome(town, 12);
    const worker = await crew.hire();
    plain = await computed(town);
    await crew.kill(worker);
  }, long_ms);

  test(
    'over rows stored in another order, under another TZ and another plan of the database, writes the same bytes',
    async () => {
      for (const [table, key] of Object.entries(tables)) await shuffle(table, key);
      const [name] = await asSuperuser<{ name: string }>('SELECT current_database() AS name');
      for (const way of plannerOff) {
        await asSuperuser(`ALTER ROLE app IN DATABASE ${name?.name ?? ''} SET enable_${way} = off`);
      }
      const worker = await crew.hire({ TZ: 'Pacific/Kiritimati' });
      expect(await computed(town)).toEqual(plain);
      await crew.kill(worker);
      await asSuperuser(`ALTER ROLE app IN DATABASE ${name?.name ?? ''} RESET ALL`);
    },
    long_ms,
  );

  test(
    'is computed once where two workers share the runs of several programs, and is the same',
    async () => {
      const others = [await bigTown(3_000), await bigTown(3_000), await bigTown(3_000)];
      await Promise.all([crew.hire(), crew.hire({ TZ: 'America/New_York' })]);
      for (let round = 1; round <= 2; round += 1) {
        const runs: CommissionRun[] = [];
        for (const one of [town, ...others]) runs.push(await close(one));
        await Promise.all(runs.map(({ runId }) => reaches(runId, 'review')));
        const [first, ...rest] = await Promise.all(runs.map(({ runId }) => storedBy(runId)));
        expect(first).toEqual(plain);
        const leases = await Promise.all(runs.map(({ runId }) => leaseOf(runId)));
        expect(leases.map(({ fence }) => fence)).toEqual([1, 1, 1, 1]);
        expect(rest.map((stored) => (stored['lines'] as { rows: number }).rows)).toEqual(
          rest.map(() => (rest[0]?.['lines'] as { rows: number }).rows),
        );
        await until('the leases are given back', async () =>
          (await Promise.all(runs.map(({ runId }) => leaseOf(runId)))).every(({ isTaken }) => !isTaken),
        );
        for (const run of runs) await cancel(run);
      }
    },
    long_ms,
  );
});
