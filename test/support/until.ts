import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Waits until something holds; fails with what was waited for. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, timeout_ms = 60_000): Promise<void> {
  const deadline = Date.now() + timeout_ms;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited ${timeout_ms} ms in vain until ${what}.`);
    await pause(25);
  }
}

/** Whether a process still runs; one that only waits to be buried does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch {
    return false;
  }
}

function isZombie(pid: number): boolean {
  const file = `/proc/${pid}/status`;
  return existsSync(file) && /^State:\s+Z/m.test(readFileSync(file, 'utf8'));
}
