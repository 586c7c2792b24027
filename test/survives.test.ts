import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildPanel } from '../config/build.mjs';
import { root } from '../config/paths.js';
import { seedPeople } from '../seeders/people.js';
import { broken, linesOf, member, program, sell, walletOf } from './commissions/people.js';
import { askAt } from './support/database.js';
import { openFolder } from './support/folders.js';
import { childOf } from './support/processes.js';
import { startProgram, startWeb } from './support/programs.js';
import type { Program } from './support/programs.js';
import { until } from './support/until.js';

const long_ms = 180_000;

/** The answer's status and body; status 0 when the connection broke. */
async function call(url: string, method: string, body: unknown, headers: Record<string, string> = {}) {
  try {
    const answer = await fetch(url, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  } catch {
    return { status: 0, body: {} };
  }
}

describe('twenty approvals of one commission at once, over two web processes', () => {
  test(
    'give one 200 and nineteen 409, one credit, and books that balance',
    async () => {
      const here = await program();
      await seedPeople(here.id, 'a long enough password');
      const { member: seller } = await member(here);
      const [line] = await linesOf(await sell(here, seller, '100.00'));
      const webs = await Promise.all([startWeb(), startWeb()]);
      const login = { login: 'adam.admin@example.com', password: 'a long enough password' };
      const session = await call(`${webs[0].url}/api/v1/auth/login`, 'POST', login);
      const headers = { authorization: `Bearer ${String(session.body['access_token'])}` };
      const approve = (_: unknown, index: number) =>
        call(`${webs[index % 2]?.url ?? ''}/api/v1/commissions/${line?.id ?? 0}/approval`, 'PUT', {}, headers);
      const statuses = (await Promise.all(Array.from({ length: 20 }, approve))).map(({ status }) => status);
      expect(statuses.sort()).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
      expect(await walletOf(seller, here)).toMatchObject({ balance: 1000n });
      expect(await broken()).toEqual([]);
      await Promise.all(webs.map((web) => web.stop()));
    },
    long_ms,
  );
});

describe('five hundred orders while the web process and then PostgreSQL are killed', () => {
  const folder = openFolder();
  const dataDir = join(folder, '.data');
  let upline: Program;
  let database: string;
  beforeAll(async () => {
    await buildPanel();
    const own = { NODE_ENV: 'development', DATABASE_URL: '', OWNER_DATABASE_URL: '', DATA_DIR: dataDir };
    upline = await startProgram('src/start', { ...own, DEMO_DATA: 'false', RATE_LIMIT_FACTOR: '1000' });
    const running = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8')) as { database_url: string };
    database = running.database_url;
    const env = { ...process.env, ...own, DATABASE_URL: database };
    await promisify(execFile)(process.execPath, [join(root, 'build/js/src/setup.js'), 'owner@example.com'], {
      cwd: root,
      env,
    });
    await askAt(
      database,
      `INSERT INTO products (program_id, sku, name, price, currency)
      SELECT id, 'KIT', 'Kit', 5900, currency FROM programs WHERE is_default`,
    );
  }, long_ms);
  afterAll(async () => upline.stop());

  const kill = (words: string): void => {
    const pid = childOf(upline.pid, words);
    if (!pid) throw new Error(`${words} is not running.`);
    process.kill(pid, 'SIGKILL');
  };

  test(
    'loses none that was acknowledged and doubles none that was sent again',
    async () => {
      const [product] = await askAt<{ id: string }>(database, 'SELECT id FROM products');
      const acknowledged = new Map<number, unknown>();
      const place = async (number: number): Promise<void> => {
        const order = {
          product_id: Number(product?.id),
          external_id: `o-${number}`,
          first_name: 'Casey',
          email: 'c@example.com',
        };
        for (let attempt = 0; attempt < 200 && !acknowledged.has(number); attempt += 1) {
          const answer = await call(`${upline.url}/api/v1/orders`, 'POST', order);
          if (answer.status === 201) acknowledged.set(number, answer.body['id']);
          else await pause(100);
        }
      };
      const numbers = Array.from({ length: 500 }, (_, index) => index);
      const clients = Array.from({ length: 16 }, async () => {
        for (let next = numbers.pop(); next !== undefined; next = numbers.pop()) await place(next);
      });
      await until('a third is in', () => acknowledged.size > 150, long_ms);
      kill('src/server.js');
      await until('two thirds are in', () => acknowledged.size > 320, long_ms);
      kill('bin/postgres');
      await Promise.all(clients);

      expect(acknowledged.size).toBe(500);
      const kept = await askAt<{ id: string }>(database, 'SELECT id FROM orders');
      expect(new Set(kept.map(({ id }) => Number(id)))).toEqual(new Set(acknowledged.values()));
    },
    long_ms,
  );
});
