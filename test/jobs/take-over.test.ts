import { afterAll, describe, expect, test } from '@jest/globals';
import { Client, Pool } from 'pg';
import { claimRun } from '../../src/core/run-lease.js';
import { asOwner, databaseUrl } from '../support/database.js';
import { requestToy, withToyLines } from '../support/toy-runs.js';

withToyLines();

const pool = new Pool({ connectionString: databaseUrl(), max: 3 });
const strangers: Client[] = [];
afterAll(async () => {
  await Promise.all(strangers.map((client) => client.end()));
  await pool.end();
});

async function stranger(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString }).on('error', () => undefined);
  await client.connect();
  strangers.push(client);
  return client;
}

async function backendOf(client: Client): Promise<number | undefined> {
  return (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid;
}

describe('taking over a run whose owner noted backends that are gone', () => {
  test.each([
    ['somebody who waits for work', databaseUrl(), 'SELECT'],
    ['somebody of another role', process.env['TEST_SUPERUSER_URL'] ?? '', 'BEGIN'],
  ])('leaves %s alone, who has the number of one of them since', async (who, url, does) => {
    const { runId } = await requestToy(who, {}, `toy.${who}`);
    const client = await stranger(url);
    await client.query(does);
    const pid = await backendOf(client);
    await asOwner('UPDATE run_leases SET backend_pids = $2 WHERE run_id = $1', [runId, [pid]]);
    const lease = await claimRun(pool, [`toy.${who}`]);
    expect(lease).toMatchObject({ runId, fence: 1 });
    await lease?.release();
    expect(await backendOf(client)).toBe(pid);
  });
});
