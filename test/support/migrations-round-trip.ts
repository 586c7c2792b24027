import { Client } from 'pg';
import { migrate, revertAll } from '../../src/db/migrate.js';
import { addressOf } from '../../src/postgres/address.js';
import { prepareDatabase } from '../../src/postgres/roles.js';
import { startThrowaway } from './throwaway.js';

// Part of npm run check: all migrations up, down and up again on an empty database. Down must leave nothing behind,
// and the second way up must lead to the same tables as the first.

const everything = `
  SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '')
    AS thing FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migrations'
  UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 'migrations'::regclass AND conrelid <> 0
  UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migrations'
  UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind IN ('f', 'p')
  UNION ALL SELECT 'view ' || viewname || ' ' || definition FROM pg_views WHERE schemaname = 'public'
  UNION ALL SELECT 'sequence ' || sequencename FROM pg_sequences WHERE schemaname = 'public'
  UNION ALL SELECT 'type ' || typname FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
  ORDER BY 1`;

const { server, remove } = await startThrowaway();
try {
  await prepareDatabase(server, 'round_trip');
  const url = addressOf(server, 'owner', 'round_trip');
  const names = await migrate(url);
  const first = await look(url);
  await revertAll(url);
  refuse('down left behind', await look(url));
  await migrate(url);
  const second = await look(url);
  refuse('missing after the second way up', difference(first, second));
  refuse('new after the second way up', difference(second, first));
  process.stdout.write(`${names.length} migrations: up, down, up\n`);
} finally {
  await remove();
}

async function look(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ thing: string }>(everything);
  await client.end();
  return rows.map(({ thing }) => thing);
}

function difference(some: readonly string[], others: readonly string[]): string[] {
  return some.filter((thing) => !others.includes(thing));
}

function refuse(what: string, things: readonly string[]): void {
  if (things.length > 0) throw new Error(`${what}:\n  ${things.join('\n  ')}`);
}
