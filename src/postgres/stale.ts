import { existsSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** The postgres process that serves a data folder now, with the process that started it. */
export interface Serving {
  pid: number;
  parent: number;
}

/**
 * Finds who serves a data folder. A postmaster.pid whose process is gone, or is now some other program, is left over
 * from a crash and removed: PostgreSQL itself would refuse to start when the number is in use again.
 */
export function findServing(data: string): Serving | undefined {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file) || !existsSync('/proc/self/exe')) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (isPostgresOf(pid, data)) return { pid, parent: parentOf(pid) };
  rmSync(file, { force: true });
  return undefined;
}

/** Ends a postgres that its owner left behind, fast mode first, and waits until it is gone. */
export async function endLeftover(data: string, timeout_ms = 20_000): Promise<void> {
  const deadline = Date.now() + timeout_ms;
  for (let serving = findServing(data); serving; serving = findServing(data)) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL (process ${serving.pid}) does not end; stop it by hand.`);
    process.kill(serving.pid, 'SIGINT');
    await pause(50);
  }
}

function isPostgresOf(pid: number, data: string): boolean {
  try {
    const program = basename(readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, ''));
    return program === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === data;
  } catch {
    return false;
  }
}

function parentOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1]);
}
