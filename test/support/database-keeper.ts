import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { grantToApp } from '../../src/db/grants.js';
import { migrate } from '../../src/db/migrate.js';
import { readMigrations } from '../../src/db/migrations.js';
import { addressOf } from '../../src/postgres/address.js';
import { findHome } from '../../src/postgres/home.js';
import { prepareDatabase } from '../../src/postgres/roles.js';
import { startServer } from '../../src/postgres/server.js';
import { serveClones } from './clones.js';
import { sweepLeftovers } from './leftovers.js';

// The throwaway PostgreSQL of one test run. It lives in a process of its own, so that whatever becomes of Jest, a
// kill -9 included, the channel to it closes and everything is stopped and removed.

const template = 'upline_template';
const hasty = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 500, max_wal_size: '4GB' };

sweepLeftovers();
const folder = mkdtempSync(join(tmpdir(), `upline-test-${process.pid}-`));
chmodSync(folder, 0o711);
const home = findHome(folder);
const server = await startServer(home, hasty);
process.once('disconnect', () => void end());
process.on('SIGINT', () => undefined);

await prepareDatabase(server, template);
await migrateWhatWorks(addressOf(server, 'owner', template));
const clones = await serveClones(server, template, join(folder, 'clones.sock'));
process.send?.({ clones });

async function end(): Promise<void> {
  await server.stop();
  for (const made of [folder, dirname(home.data)]) rmSync(made, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  process.exit();
}

/** For as long as the first migrations are being written side by side; then `migrate` again. */
async function migrateWhatWorks(url: string): Promise<void> {
  if (await migrate(url).then(() => true, () => false)) return;
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations');
  for (const { name, up } of (await readMigrations()).filter((one) => !rows.some((row) => row.name === one.name))) {
    await client.query(`BEGIN; ${up}; INSERT INTO migrations VALUES ('${name}', now()); COMMIT`).catch(async (fault: unknown) => {
      await client.query('ROLLBACK');
      console.error(`MIGRATION FAILED: ${name}: ${(fault as Error).message}`);
    });
  }
  await grantToApp(client);
  await client.end();
}
