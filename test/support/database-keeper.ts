import { join } from 'node:path';
import { Client } from 'pg';
import { grantToApp } from '../../src/db/grants.js';
import { migrate } from '../../src/db/migrate.js';
import { readMigrations } from '../../src/db/migrations.js';
import { addressOf } from '../../src/postgres/address.js';
import { prepareDatabase } from '../../src/postgres/roles.js';
import { serveClones } from './clones.js';
import { startThrowaway } from './throwaway.js';

// The throwaway PostgreSQL of one test run. It lives in a process of its own, so that whatever becomes of Jest, a
// kill -9 included, the channel to it closes and everything is stopped and removed.

const template = 'upline_template';
const { server, folder, remove } = await startThrowaway();
process.once('disconnect', () => void remove().finally(() => process.exit()));
process.on('SIGINT', () => undefined);

await prepareDatabase(server, template);
await migrateWhatWorks(addressOf(server, 'owner', template));
const clones = await serveClones(server, template, join(folder, 'clones.sock'));
process.send?.({ clones });

/** For as long as the first migrations are being written side by side; then `migrate` again. */
async function migrateWhatWorks(url: string): Promise<void> {
  if (
    await migrate(url).then(
      () => true,
      () => false,
    )
  )
    return;
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations');
  for (const { name, up } of (await readMigrations()).filter((one) => !rows.some((row) => row.name === one.name))) {
    await client
      .query(`BEGIN; ${up}; INSERT INTO migrations VALUES ('${name}', now()); COMMIT`)
      .catch(async (fault: unknown) => {
        await client.query('ROLLBACK');
        console.error(`MIGRATION FAILED: ${name}: ${(fault as Error).message}`);
      });
  }
  await grantToApp(client);
  await client.end();
}
