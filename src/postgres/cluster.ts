import { chownSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Home } from './home.js';
import { runAs } from './run-as.js';

export const superuser = 'postgres';

/** Makes the data folder of a new PostgreSQL; does nothing where there is one. A broken-off attempt leaves nothing. */
export async function makeCluster(home: Home, more: readonly string[] = []): Promise<void> {
  if (existsSync(join(home.data, 'PG_VERSION'))) return;
  const unfinished = `${home.data}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  if (home.user) chownSync(unfinished, home.user.uid, home.user.gid);
  await initdb(home, unfinished, more);
  renameSync(unfinished, home.data);
}

/** Only the socket is ever served, and its folder is closed to other people: hence trust. */
async function initdb(home: Home, folder: string, more: readonly string[]): Promise<void> {
  const args = ['--pgdata', folder, '--username', superuser, '--auth-local', 'trust', '--auth-host', 'reject'];
  const language = ['--encoding', 'UTF8', '--no-locale', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'];
  const program = join(home.binaries, 'bin', 'initdb');
  const child = runAs(program, [...args, ...language, '--no-instructions', ...more], {
    user: home.user,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = Promise.all([child.stdout, child.stderr].map(async (stream) => (stream ? text(stream) : '')));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`PostgreSQL's initdb failed:\n${(await output).join('')}`);
}
