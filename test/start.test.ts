import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { buildPanel } from '../config/build.mjs';
import { openFolder } from './support/folders.js';
import { childOf } from './support/processes.js';
import { startProgram } from './support/programs.js';
import type { Program } from './support/programs.js';
import { isAlive, until } from './support/until.js';

const long_ms = 120_000;

const npmStart = (folder: string, more: Record<string, string> = {}): Promise<Program> =>
  startProgram('src/start', {
    NODE_ENV: 'development',
    DATABASE_URL: '',
    OWNER_DATABASE_URL: '',
    DATA_DIR: join(folder, '.data'),
    DEMO_DATA: 'false',
    ...more,
  });

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );

function pidOf(supervisor: Program, words: string): number {
  const child = childOf(supervisor.pid, words);
  if (!child) throw new Error(`The supervisor has no child ${words}.`);
  return child;
}

const parts = ['src/server.js', 'src/worker.js', 'bin/postgres'];

/** Kills one part and waits until another process has taken its place and the web answers. */
async function survives(supervisor: Program, part: string): Promise<boolean> {
  const killed = pidOf(supervisor, part);
  process.kill(killed, 'SIGKILL');
  await until(`${part} runs again`, () => (childOf(supervisor.pid, part) ?? killed) !== killed, 30_000);
  await until('the web is ready', () => answers(`${supervisor.url}/readyz`), 30_000);
  return true;
}

beforeAll(() => buildPanel(), long_ms);

describe('npm start', () => {
  const folder = openFolder();
  let started: Program;
  beforeAll(async () => {
    started = await npmStart(folder);
  }, long_ms);
  afterAll(async () => started.stop());

  test('brings up database, web and worker, and says where the panel is', async () => {
    expect(parts.filter((part) => !childOf(started.pid, part))).toEqual([]);
    expect(await answers(`${started.url}/readyz`)).toBe(true);
    expect(started.output()).toContain(`${started.url.replace('127.0.0.1', 'localhost')}/admin`);
  });

  test.each(parts)(
    'starts %s again when it is killed',
    async (part) => {
      expect(await survives(started, part)).toBe(true);
    },
    long_ms,
  );

  test('refuses to run twice on one data folder', async () => {
    await expect(npmStart(folder)).rejects.toThrow('Upline already runs on');
  });

  test(
    'stops everything when told to, and starts again on the same data',
    async () => {
      const pids = parts.map((part) => pidOf(started, part));
      expect(await started.stop('SIGINT')).toBe(0);
      expect(pids.filter(isAlive)).toEqual([]);
      expect(existsSync(join(folder, '.data/postgres.json'))).toBe(false);
      started = await npmStart(folder);
      expect(await answers(`${started.url}/readyz`)).toBe(true);
    },
    long_ms,
  );

  test(
    'leaves nothing running when it is killed itself',
    async () => {
      const pids = parts.map((part) => pidOf(started, part));
      await started.stop('SIGKILL');
      await until('its children have followed', () => !pids.some(isAlive), 30_000);
      expect(pids.filter(isAlive)).toEqual([]);
    },
    long_ms,
  );
});

describe('npm start on a taken port', () => {
  test('says so, and how to choose another', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const refused = npmStart(openFolder(), { PORT: String(port) });
    await expect(refused).rejects.toThrow(`Port ${port} is taken. Choose another: PORT=${port + 1} npm start`);
    other.close();
  });
});

describe('npm start for the first time', () => {
  test(
    'tells of the demo data in one line, and who can log in',
    async () => {
      const first = await npmStart(openFolder(), { DEMO_DATA: 'true' });
      expect(first.output()).toMatch(/Loading the demo data .*\n\n {2}Upline is ready\.[^{]*Demo logins/);
      expect(await first.stop('SIGINT')).toBe(0);
    },
    long_ms,
  );
});
