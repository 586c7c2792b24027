// Runs a program of the project from build/js, building first what changed.
//   node config/run.mjs [--panel] [--database] ENTRY [arguments]     ENTRY as in src/server
// --panel also bundles the panel; --database lends the embedded PostgreSQL when DATABASE_URL is empty.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildPanel, buildProgram, root } from './build.mjs';

const flags = ['--panel', '--database'];
const words = process.argv.slice(2);
const at = words.findIndex((word) => !flags.includes(word));
const given = words.slice(0, at);
const entry = join(root, 'build/js', `${words[at]}.js`);

if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
process.setSourceMapsEnabled(true);
await buildProgram();
if (given.includes('--panel')) await buildPanel();

const giveBack = given.includes('--database') ? await borrowDatabase() : async () => {};
process.argv.splice(1, process.argv.length - 1, entry, ...words.slice(at + 1));
try {
  await import(pathToFileURL(entry).href);
} finally {
  await giveBack();
}

async function borrowDatabase() {
  if (process.env.DATABASE_URL) return async () => {};
  const { borrowEmbedded } = await import(pathToFileURL(join(root, 'build/js/src/postgres/borrow.js')).href);
  const { urls, giveBack } = await borrowEmbedded(resolve(root, process.env.DATA_DIR || '.data'));
  process.env.DATABASE_URL = urls.database_url;
  process.env.OWNER_DATABASE_URL = urls.owner_database_url;
  return giveBack;
}
