import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll } from '@jest/globals';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildPanel } from '../../config/build.mjs';
import { root } from '../../config/paths.js';
import { followsDeath } from '../../src/postgres/run-as.js';

/** A program of the project running as a process of its own, on this test file's database. */
export interface Program {
  pid: number;
  /** What its ready line said besides. */
  ready: Record<string, unknown>;
  /** Address of its HTTP door, when it has one. */
  url: string;
  /** Everything it printed so far. */
  output: () => string;
  /** Asks it to end and waits; its exit code, or null when a signal ended it. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

type Environment = Readonly<Record<string, string>>;

const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

export async function startWeb(environment: Environment = {}): Promise<Program> {
  await buildPanel();
  return startProgram('src/server', environment);
}

export const startWorker = (environment: Environment = {}): Promise<Program> => startProgram('src/worker', environment);

/** Starts an entry of build/js and waits until it sends, or logs as JSON, that it is `ready: true`. */
export async function startProgram(
  entry: string,
  environment: Environment = {},
  args: readonly string[] = [],
): Promise<Program> {
  const child = launch(entry, environment, args);
  const printed: string[] = [];
  const ready = await waitForReady(child, printed);
  return {
    pid: child.pid ?? 0,
    ready,
    url: `http://127.0.0.1:${String(ready['port'])}`,
    output: () => printed.join('\n'),
    stop: async (signal = 'SIGTERM') => {
      if (!running.has(child)) return child.exitCode;
      child.kill(signal);
      await once(child, 'close');
      return child.exitCode;
    },
  };
}

function launch(entry: string, environment: Environment, args: readonly string[]): ChildProcess {
  const program = [process.execPath, join(root, 'build/js', `${entry}.js`), ...args];
  const [command = '', ...rest] = [...withUs(), ...program];
  const child = spawn(command, rest, {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '', PORT: '0', LOG_LEVEL: 'info', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

/** Where the system can do it, the program dies with Jest's worker, whatever ends that one. */
function withUs(): string[] {
  return followsDeath() ? ['setpriv', '--pdeathsig', 'KILL', '--'] : [];
}

function waitForReady(child: ChildProcess, printed: string[]): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const hear = (said: Record<string, unknown> | undefined) => {
      if (said?.['ready'] === true) resolve(said);
    };
    child.on('message', (message) => {
      hear(message as Record<string, unknown>);
    });
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        printed.push(line);
        hear(asEntry(line));
      });
    }
    child.once('close', () => {
      reject(new Error(`The program ended before it was ready:\n${printed.join('\n')}`));
    });
  });
}

function asEntry(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
