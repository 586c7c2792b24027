import { existsSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Removes what test runs left behind that were killed together with their keeper. */
export function sweepLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^upline-test-(\d+)-/.exec(name)?.[1];
    if (pid && !existsSync(`/proc/${pid}`) && existsSync('/proc/self')) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}
