import { closeSync, openSync, readFileSync } from 'node:fs';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { addressOf } from './address.js';
import type { Address } from './address.js';
import { makeCluster, superuser } from './cluster.js';
import type { Home } from './home.js';
import { runAs } from './run-as.js';

/** A running PostgreSQL that this process owns. */
export interface Server extends Address {
  pid: number;
  /** Settles when the process is gone, for whatever reason. */
  ended: Promise<void>;
  /** Fast shutdown: clients are cut off, nothing committed is lost. */
  stop: () => Promise<void>;
}

export type Settings = Readonly<Record<string, string | number>>;

const port = 5432;
const start_timeout_ms = 30_000;
const stop_timeout_ms = 20_000;

/**
 * Starts the PostgreSQL of a home and waits until it answers. Right after a crash the old processes may still hold
 * its memory, so an attempt that ends early is repeated until the time is over.
 */
export async function startServer(home: Home, settings: Settings = {}): Promise<Server> {
  await makeCluster(home, settings['fsync'] === 'off' ? ['--no-sync'] : []);
  const deadline = Date.now() + start_timeout_ms;
  while (Date.now() < deadline) {
    const child = launch(home, settings);
    const ended = once(child, 'close').then(() => undefined);
    if (await answers(child, { sockets: home.sockets, port }, deadline)) return running(child, ended, home);
    await pause(200);
  }
  throw new Error(`PostgreSQL does not start; the end of ${home.log}:\n${tail(home.log)}`);
}

function launch(home: Home, settings: Settings): ChildProcess {
  const all: Settings = {
    listen_addresses: '',
    unix_socket_directories: home.sockets,
    port,
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  };
  const args = ['-D', home.data, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const log = openSync(home.log, 'a', 0o600);
  try {
    return runAs(join(home.binaries, 'bin', 'postgres'), args, { user: home.user, stdio: ['ignore', log, log] });
  } finally {
    closeSync(log);
  }
}

async function answers(child: ChildProcess, address: Address, deadline: number): Promise<boolean> {
  while (!hasEnded(child) && Date.now() < deadline) {
    if (await accepts(address)) return true;
    await pause(20);
  }
  return false;
}

async function accepts(address: Address): Promise<boolean> {
  const client = new Client({ connectionString: addressOf(address, superuser, 'postgres') });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

function running(child: ChildProcess, ended: Promise<void>, home: Home): Server {
  const stop = async () => {
    if (hasEnded(child)) return;
    child.kill('SIGINT');
    const impatience = setTimeout(() => child.kill('SIGQUIT'), stop_timeout_ms);
    await ended;
    clearTimeout(impatience);
  };
  return { pid: child.pid ?? 0, sockets: home.sockets, port, ended, stop };
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const tail = (file: string): string => readFileSync(file, 'utf8').split('\n').slice(-20).join('\n');
