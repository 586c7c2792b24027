import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess, StdioOptions } from 'node:child_process';
import type { OsUser } from './os-user.js';

interface As {
  user: OsUser | undefined;
  stdio: StdioOptions;
}

/**
 * Starts a program that dies when this process dies, however that happens: Linux sends it SIGINT, which PostgreSQL
 * takes as a fast shutdown. It is detached, so Ctrl-C in the terminal reaches it only through us. Where setpriv is
 * missing (macOS) it is a plain child, which outlives a kill -9 of this process until the next start stops it.
 */
export function runAs(program: string, args: readonly string[], { user, stdio }: As): ChildProcess {
  const options = { stdio, detached: true, cwd: '/', env: plainEnvironment() };
  if (!followsDeath()) return spawn(program, args, { ...options, uid: user?.uid, gid: user?.gid });
  const identity = user ? ['--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups'] : [];
  return spawn('setpriv', [...identity, '--pdeathsig', 'INT', '--', program, ...args], options);
}

/** The database needs none of our environment, and must not see our secrets. */
const plainEnvironment = (): NodeJS.ProcessEnv => ({ PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' });

let follows: boolean | undefined;

/** Whether this machine's setpriv knows --pdeathsig (busybox's does not). */
export function followsDeath(): boolean {
  follows ??= helpOfSetpriv()?.includes('--pdeathsig') ?? false;
  return follows;
}

/** Null where there is no setpriv, which the types of spawnSync leave out. */
const helpOfSetpriv = (): string | null => spawnSync('setpriv', ['--help'], { encoding: 'utf8' }).stdout;
