import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../src/db/migrate.js';
import { addressOf } from '../src/postgres/address.js';
import { findHome } from '../src/postgres/home.js';
import { prepareDatabase } from '../src/postgres/roles.js';
import { startServer } from '../src/postgres/server.js';

/** A PostgreSQL of its own for one bench, as durable as in production, with all tables and no rows. */
export interface Throwaway {
  /** Asks past the program, as a superuser. */
  ask: <T extends object>(sql: string, binds?: readonly unknown[]) => Promise<T[]>;
  /** Runs a program of the bench in production mode on this database; its last word is the answer. */
  measure: <T>(program: string, args: readonly (string | number)[]) => Promise<T>;
  remove: () => Promise<void>;
}

export async function throwaway(): Promise<Throwaway> {
  const folder = mkdtempSync(join(tmpdir(), 'upline-bench-'));
  chmodSync(folder, 0o711);
  const home = findHome(folder);
  const server = await startServer(home, { shared_buffers: '512MB', max_wal_size: '4GB' });
  await prepareDatabase(server, 'bench');
  await migrate(addressOf(server, 'owner', 'bench'));
  const client = new Client({ connectionString: addressOf(server, 'postgres', 'bench') });
  await client.connect();
  return {
    ask: async <T extends object>(sql: string, binds: readonly unknown[] = []) =>
      (await client.query<T>(sql, [...binds])).rows,
    measure: (program, args) => measure(program, args, addressOf(server, 'app', 'bench')),
    remove: async () => {
      await client.end();
      await server.stop();
      for (const made of [folder, dirname(home.data)]) rmSync(made, { recursive: true, force: true });
    },
  };
}

async function measure<T>(program: string, args: readonly (string | number)[], url: string): Promise<T> {
  const child = fork(join(import.meta.dirname, program), args.map(String), {
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: url, LOG_LEVEL: 'warn', APP_SECRET: 'x'.repeat(32) },
  });
  const [answer] = (await Promise.race([once(child, 'message'), failed(once(child, 'exit'))])) as [T];
  await once(child, 'exit');
  return answer;
}

async function failed(exit: Promise<unknown>): Promise<never> {
  await exit;
  throw new Error('The measured program ended without an answer.');
}
