import { Client } from 'pg';
import { z } from 'zod';
import { env } from '../../../config/env.js';

/** Reads on a connection of its own, everything as of one moment. */
export async function inSnapshot<R>(read: (client: Client) => Promise<R>): Promise<R> {
  const client = new Client({ connectionString: env.DATABASE_URL, application_name: 'upline run' });
  // Whoever reads hears that the connection broke; unheard here as well, it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await read(client);
  } finally {
    await client.end();
  }
}

/** When the snapshot was taken, as text, because it is told to the microsecond. */
export async function momentOf(client: Client): Promise<string> {
  const { rows } = await client.query('SELECT now()::text AS at');
  return z.tuple([z.object({ at: z.string() })]).parse(rows)[0].at;
}

const planned = z.tuple([
  z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: z.object({ 'Plan Rows': z.number() }) })]) }),
]);

/** About how many rows a SELECT has, as the planner guesses. */
export async function guessRows(client: Client, select: string): Promise<number> {
  const { rows } = await client.query(`EXPLAIN (FORMAT json) ${select}`);
  return planned.parse(rows)[0]['QUERY PLAN'][0].Plan['Plan Rows'];
}
