import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { to } from 'pg-copy-streams';
import { env } from '../config/env.js';

// Keeps the bytes that a run wrote: node close-dump.js RUN FOLDER TABLES

const [runId = '', folder = '', tables = ''] = process.argv.slice(2);
const client = new Client({ connectionString: env.DATABASE_URL });
await client.connect();
for (const table of tables.split(';')) {
  const [name = '', columns = ''] = table.split('=');
  const bytes = client.query(to(`COPY (SELECT ${columns} FROM ${name}_${runId}) TO STDOUT (FORMAT binary)`));
  await pipeline(bytes, createWriteStream(`${folder}/${name}`));
}
await client.end();
process.send?.({}, () => process.disconnect());
