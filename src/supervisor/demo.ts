import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const loginSchema = z.object({ role: z.string(), email: z.string(), password: z.string() });
export type Login = z.infer<typeof loginSchema>;

/** What seed-demo sends back. */
export const loginsSchema = z.array(loginSchema);

const noteSchema = z.object({ state: z.enum(['loading', 'loaded']), logins: loginsSchema });
type Note = z.infer<typeof noteSchema>;

/** How far the demo data of this data folder got: loading that was broken off must begin again on an empty database. */
export const demoState = (dataDir: string): Note['state'] | 'none' => read(dataDir)?.state ?? 'none';

export const demoLogins = (dataDir: string): readonly Login[] => read(dataDir)?.logins ?? [];

/** Loads the demo data in a process of its own, which `signal` can end, and notes who can log in. */
export async function loadDemo(dataDir: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  write(dataDir, { state: 'loading', logins: [] });
  const child = fork(join(import.meta.dirname, 'seed-demo.js'), { env, signal });
  let logins: readonly Login[] = [];
  child.once('message', (message) => (logins = loginsSchema.parse(message)));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error('The demo data could not be loaded.');
  write(dataDir, { state: 'loaded', logins: [...logins] });
}

const fileIn = (dataDir: string): string => join(dataDir, 'demo.json');

function read(dataDir: string): Note | undefined {
  if (!existsSync(fileIn(dataDir))) return undefined;
  return noteSchema.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')));
}

function write(dataDir: string, note: Note): void {
  writeFileSync(fileIn(dataDir), `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600 });
}
