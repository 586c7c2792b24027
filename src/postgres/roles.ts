import { Client } from 'pg';
import { addressOf } from './address.js';
import type { Address } from './address.js';
import { superuser } from './cluster.js';

/** Makes a database and the two roles that every install has: `owner` changes tables, `app` only rows. */
export async function prepareDatabase(address: Address, database: string): Promise<void> {
  await asSuperuser(address, async (client) => {
    for (const role of ['owner', 'app']) {
      const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
      if (rowCount === 0) await client.query(`CREATE ROLE ${role} LOGIN`);
    }
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)} OWNER owner`);
  });
}

/** Throws a database away; the next `prepareDatabase` makes an empty one. */
export async function dropDatabase(address: Address, database: string): Promise<void> {
  await asSuperuser(address, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(database)} WITH (FORCE)`);
  });
}

/** Throws a database away unless somebody is still connected to it. */
export async function dropUnused(address: Address, database: string): Promise<void> {
  await asSuperuser(address, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(database)}`).catch(() => undefined);
  });
}

/** Makes a copy of a database that nobody is connected to. */
export async function cloneDatabase(address: Address, template: string, copy: string): Promise<void> {
  await asSuperuser(address, async (client) => {
    const names = [copy, template].map((name) => client.escapeIdentifier(name));
    await client.query(`CREATE DATABASE ${names.join(' TEMPLATE ')} OWNER owner`);
  });
}

async function asSuperuser(address: Address, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: addressOf(address, superuser, 'postgres') });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
