import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Life } from './keep.js';

export interface Entry {
  /** The built file to run. */
  program: string;
  env: NodeJS.ProcessEnv;
  /** Everything it prints goes there. */
  log: string;
}

/** What a program sends over its channel when it can be used. */
const readySchema = z.object({ ready: z.literal(true) });

const patience_ms = 12_000;

/**
 * Runs a program of ours until it says that it is ready. It is detached, so Ctrl-C reaches it only through us, and
 * holds a channel to us, so it ends when we do.
 */
export async function startChild(entry: Entry): Promise<Life & { pid: number }> {
  const child = launch(entry);
  const ended = once(child, 'close');
  const early = ended.then(() =>
    Promise.reject(new Error(`it ended before it was ready; the end of ${entry.log}:\n${tail(entry.log)}`)),
  );
  await Promise.race([readiness(child), early]);
  return { pid: child.pid ?? 0, ended, stop: () => stopChild(child, ended) };
}

function launch({ program, env, log }: Entry): ChildProcess {
  const output = openSync(log, 'a', 0o600);
  try {
    const stdio = ['ignore' as const, output, output, 'ipc' as const];
    return spawn(process.execPath, [program], { env, detached: true, stdio });
  } finally {
    closeSync(output);
  }
}

async function stopChild(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), patience_ms);
  await ended;
  clearTimeout(impatience);
}

const readiness = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.on('message', (message) => {
      if (readySchema.safeParse(message).success) resolve();
    });
  });

const tail = (file: string): string => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-12).join('\n');
