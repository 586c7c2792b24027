import { Client } from 'pg';
import { MigrationError, Umzug } from 'umzug';
import type { UmzugStorage } from 'umzug';
import { grantToApp } from './grants.js';
import { readMigrations } from './migrations.js';
import type { Migration } from './migrations.js';

/** Any number: it only has to be the same in every process that migrates. */
const lock = 7_264_101;

/** Applies what is pending, in order, each in its own transaction; returns the names. One process at a time does it. */
export const migrate = (url: string): Promise<string[]> =>
  withUmzug(url, async (umzug, client) => {
    const applied = await umzug.up();
    await grantToApp(client);
    return applied.map(({ name }) => name);
  });

/** Undoes everything, the latest first; returns the names. */
export const revertAll = (url: string): Promise<string[]> =>
  withUmzug(url, async (umzug) => (await umzug.down({ to: 0 })).map(({ name }) => name));

/** The names not yet applied; empty when the database is ready for this program. */
export async function pendingMigrations(url: string): Promise<string[]> {
  const client = await connect(url);
  try {
    const done = await executed(client);
    return (await readMigrations()).map(({ name }) => name).filter((name) => !done.includes(name));
  } finally {
    await client.end();
  }
}

/** Web and worker start only on a database that is named and that `migrate` has made ready. */
export async function refuseUnready(url: string): Promise<void> {
  if (!url)
    throw new Error('DATABASE_URL is empty: name a PostgreSQL 15 or newer, or use npm start, which brings one.');
  const pending = await pendingMigrations(url);
  if (pending.length > 0) throw new Error(`The database lacks ${pending.join(', ')}: run npm run migrate first.`);
}

async function withUmzug<T>(url: string, work: (umzug: Umzug<Client>, client: Client) => Promise<T>): Promise<T> {
  const client = await connect(url);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lock]);
    await client.query(
      'CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL)',
    );
    const migrations = (await readMigrations()).map((migration) => runnable(client, migration));
    return await work(new Umzug({ migrations, context: client, storage, logger: undefined }), client);
  } catch (fault) {
    throw fault instanceof MigrationError ? fault.jse_cause : fault;
  } finally {
    await client.end();
  }
}

/** The note that a migration is applied is written in the migration's own transaction, so both happen or neither. */
const runnable = (client: Client, { name, up, down }: Migration) => ({
  name,
  up: () => together(client, name, up, 'INSERT INTO migrations (name, applied_at) VALUES ($1, now())'),
  down: () => together(client, name, down, 'DELETE FROM migrations WHERE name = $1'),
});

const storage: UmzugStorage<Client> = {
  logMigration: async () => undefined,
  unlogMigration: async () => undefined,
  executed: ({ context }) => executed(context),
};

async function together(client: Client, name: string, change: string, note: string): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(change);
    await client.query(note, [name]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    throw new Error(`Migration ${name} failed: ${(cause as Error).message}`, { cause });
  }
}

async function executed(client: Client): Promise<string[]> {
  const table = await client.query<{ there: boolean }>("SELECT to_regclass('migrations') IS NOT NULL AS there");
  if (!table.rows[0]?.there) return [];
  const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY name');
  return rows.map(({ name }) => name);
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: 'upline migrate' });
  await client.connect();
  return client;
}
