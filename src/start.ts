import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { env, environmentWith } from '../config/env.js';
import { fromRoot } from '../config/paths.js';
import { migrate } from './db/migrate.js';
import { findEmbedded } from './postgres/embedded.js';
import { startChild } from './supervisor/child.js';
import { givenDatabase, keepEmbedded } from './supervisor/database.js';
import type { Database } from './supervisor/database.js';
import { demoLogins, demoState, loadDemo } from './supervisor/demo.js';
import { greeting } from './supervisor/greeting.js';
import { keep } from './supervisor/keep.js';
import type { Kept } from './supervisor/keep.js';
import { claimPort } from './supervisor/port.js';

// npm start: everything a newcomer needs, in one terminal. Production runs start:web and start:worker instead.

const dataDir = fromRoot(env.DATA_DIR);
const logs = join(dataDir, 'logs');
const running: Kept[] = [];
const leaving = new AbortController();

/** What shares this terminal: an entry for each of the demo's runs is more than a newcomer wants to read there. */
const calm: Readonly<Record<string, string>> = env.LOG_LEVEL === 'info' ? { LOG_LEVEL: 'warn' } : {};

const say = (line: string): void => void process.stdout.write(`${line}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void leave(0));
try {
  await start();
} catch (fault) {
  if (!leaving.signal.aborted) process.stderr.write(`\n${fault instanceof Error ? fault.message : String(fault)}\n\n`);
  await leave(1);
}

async function start(): Promise<void> {
  refuseTwins();
  const port = await settlePort();
  const database = await openDatabase();
  mkdirSync(logs, { recursive: true });
  await prepare(database);
  const given = { ...forChildren(database), PORT: String(port) };
  await Promise.all([keepProgram('web', 'server', given), keepProgram('worker', 'worker', given)]);
  if (leaving.signal.aborted) return;
  const base = env.BASE_URL || `http://localhost:${port}`;
  say(greeting({ base, logins: demoLogins(dataDir), logs }));
  process.send?.({ ready: true, port });
}

function refuseTwins(): void {
  const other = env.DATABASE_URL ? undefined : findEmbedded(dataDir);
  if (other) throw new Error(`Upline already runs on ${dataDir} (process ${other.owner_pid}).`);
}

/** Settled before anything is started, and kept by the web through all its restarts. */
async function settlePort(): Promise<number> {
  const port = await claimPort(env.HOST, env.PORT);
  if (port !== undefined) return port;
  throw new Error(`Port ${env.PORT} is taken. Choose another: PORT=${env.PORT + 1} npm start`);
}

async function openDatabase(): Promise<Database> {
  const { DATABASE_URL, OWNER_DATABASE_URL } = env;
  const database = DATABASE_URL ? givenDatabase(DATABASE_URL, OWNER_DATABASE_URL) : await keepEmbedded(dataDir, say);
  running.push(database);
  return database;
}

async function prepare(database: Database): Promise<void> {
  await migrate(database.ownerUrl);
  const wanted = env.DEMO_DATA && env.NODE_ENV !== 'production' && !env.DATABASE_URL;
  if (!wanted || demoState(dataDir) === 'loaded') return;
  say('Loading the demo data (first run only) …');
  await loadDemo(dataDir, environmentWith({ ...forChildren(database), ...calm }), leaving.signal);
}

/** The programs run on this database, with this install's secret and data folder. */
function forChildren({ url, ownerUrl }: Database): Record<string, string> {
  return { DATABASE_URL: url, OWNER_DATABASE_URL: ownerUrl, APP_SECRET: env.APP_SECRET, DATA_DIR: dataDir };
}

async function keepProgram(name: string, entry: string, given: Record<string, string>): Promise<void> {
  const program = join(import.meta.dirname, `${entry}.js`);
  const child = { program, env: environmentWith(given), log: join(logs, `${name}.log`) };
  running.push(await keep({ name, start: () => startChild(child), say }));
}

/** The doors close first, then the worker's and the web's ends are awaited, and the database goes last. */
async function leave(code: number): Promise<void> {
  if (leaving.signal.aborted) return;
  leaving.abort();
  const [database, ...programs] = running;
  await Promise.all(programs.map(({ stop }) => stop()));
  await database?.stop();
  process.exit(code);
}
