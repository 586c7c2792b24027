import { createReadStream } from 'node:fs';
import { Client } from 'pg';
import { from } from 'pg-copy-streams';
import { pipeline } from 'node:stream/promises';
import { env } from '../config/env.js';
import { copyOut } from '../src/commissions/runs/copy/copy-out.js';
import { floorReads } from '../src/commissions/runs/load/floor.js';
import { scopeOfRun } from '../src/commissions/runs/scope-of-run.js';
import { db } from '../src/db/sequelize.js';

// The same I/O without computing: node close-floor.js RUN FOLDER TABLES, where TABLES are `name=columns;…`

const [runId, folder = '', tables = ''] = [Number(process.argv[2]), process.argv[3], process.argv[4]];
const { scope } = await scopeOfRun(runId);
await db.close();
const client = new Client({ connectionString: env.DATABASE_URL });
await client.connect();

const [began, before] = [performance.now(), process.cpuUsage()];
await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
let rows = 0;
for (const select of floorReads(scope)) rows += await copyOut(client, select, () => undefined);
await client.query('COMMIT');
const read = performance.now();
await client.query('BEGIN');
for (const table of tables.split(';')) {
  const [name = '', columns = ''] = table.split('=');
  const into = client.query(from(`COPY floor_${name} (${columns}) FROM STDIN (FORMAT binary)`));
  await pipeline(createReadStream(`${folder}/${name}`, { highWaterMark: 1 << 18 }), into);
}
await client.query('COMMIT');
const seconds = (performance.now() - began) / 1000;
const { user, system } = process.cpuUsage(before);
await client.end();
const answer = { seconds, read_seconds: (read - began) / 1000, cpu_seconds: (user + system) / 1e6, rows };
process.send?.(answer, () => process.disconnect());
