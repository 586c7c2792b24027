import { afterAll } from '@jest/globals';
import { Client } from 'pg';
import type { QueryResultRow } from 'pg';
import { db } from '../../src/db/sequelize.js';

// The test file's own database. Importing this module also closes the program's connections when the file is done.

export { db };

export const databaseUrl = (): string => process.env['DATABASE_URL'] ?? '';

afterAll(() => db.close());

type Binds = readonly unknown[];

/** Asks the database directly, past the program and as the tables' owner. */
export const asOwner = <T extends QueryResultRow>(sql: string, binds: Binds = []): Promise<T[]> =>
  askAt<T>(process.env['OWNER_DATABASE_URL'] ?? '', sql, binds);

/** As a superuser: to end other people's connections, or to switch a trigger off. */
export const asSuperuser = <T extends QueryResultRow>(sql: string, binds: Binds = []): Promise<T[]> =>
  askAt<T>(process.env['TEST_SUPERUSER_URL'] ?? '', sql, binds);

/** Asks any database, by its address. */
export async function askAt<T extends QueryResultRow>(url: string, sql: string, binds: Binds = []): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<T>(sql, [...binds]);
    return rows;
  } finally {
    await client.end();
  }
}
