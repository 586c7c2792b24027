import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { migrate } from '../../src/db/migrate.js';
import { addressOf } from '../../src/postgres/address.js';
import { findHome } from '../../src/postgres/home.js';
import { prepareDatabase } from '../../src/postgres/roles.js';
import { startServer } from '../../src/postgres/server.js';

/** A PostgreSQL for one test file alone, to be stopped and started in the midst of things. It is as safe as a real one. */
export interface OwnServer {
  /** `SIGINT` cuts everybody off; `SIGQUIT` leaves at once, and the next start recovers. */
  stop: (how: 'SIGINT' | 'SIGQUIT') => Promise<void>;
  start: () => Promise<void>;
  remove: () => Promise<void>;
}

const database = 'upline';

/** Starts it and makes it the database of this test file; modules that read the environment are imported afterwards. */
export async function moveToOwnServer(): Promise<OwnServer> {
  const folder = mkdtempSync(join(tmpdir(), `upline-test-${process.pid}-`));
  chmodSync(folder, 0o711);
  const home = findHome(folder);
  let server = await startServer(home);
  await prepareDatabase(server, database);
  await migrate(addressOf(server, 'owner', database));
  Object.assign(process.env, {
    DATABASE_URL: addressOf(server, 'app', database),
    OWNER_DATABASE_URL: addressOf(server, 'owner', database),
    TEST_SUPERUSER_URL: addressOf(server, 'postgres', database),
  });
  return {
    async stop(how) {
      process.kill(server.pid, how);
      await server.ended;
    },
    async start() {
      server = await startServer(home);
    },
    async remove() {
      await server.stop();
      for (const made of [dirname(home.data), folder])
        rmSync(made, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}
