import { connect } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { startWeb } from '../support/programs.js';
import { asOwner } from '../support/database.js';
import { newProgram, newUser, password } from '../users/people.js';

await newProgram();

const unlimited = { RATE_LIMIT_FACTOR: '1000' };

const post = (url: string, path: string, body: unknown) =>
  fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('the web process', () => {
  test('tells that it lives and is ready, and serves API, pages and panel on one port', async () => {
    const web = await startWeb();
    const status = async (path: string): Promise<number> =>
      (await fetch(web.url + path, { redirect: 'manual' })).status;
    expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 200]);
    expect([await status('/openapi.json'), await status('/docs'), await status('/api/v1/users/me')]).toEqual([
      200, 200, 401,
    ]);
    expect(await status('/admin/login')).toBe(200);
    expect(await web.stop()).toBe(0);
  });

  test('shares its limits with the others on the database', async () => {
    const [one, two] = await Promise.all([startWeb(), startWeb()]);
    const { email } = await newUser('buyer');
    const guess = async (url: string): Promise<number> =>
      (await post(url, '/auth/login', { login: email, password: 'a wrong guess' })).status;
    const statuses: number[] = [];
    const over = new Set<string>();
    for (let turn = 0; over.size < 2; turn += 1) {
      const { url } = turn % 2 ? one : two;
      const status = await guess(url);
      if (status === 429) over.add(url);
      statuses.push(status);
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    await Promise.all([one.stop(), two.stop()]);
  });

  test('told to stop under load finishes what it began and ends in order', async () => {
    const web = await startWeb(unlimited);
    let acknowledged = 0;
    let isOver = false;
    const client = async (n: number): Promise<void> => {
      for (let turn = 0; !isOver; turn += 1) {
        const email = `load-${String(n)}-${String(turn)}@example.com`;
        const response = await post(web.url, '/auth/register', { email, password }).catch(() => null);
        if (response?.status === 201) acknowledged += 1;
        if (!response) return;
      }
    };
    const load = Promise.all(Array.from({ length: 8 }, (_, n) => client(n)));
    while (acknowledged < 10) await sleep(20);
    const before = Date.now();
    expect(await web.stop()).toBe(0);
    expect(Date.now() - before).toBeLessThan(10_000);
    isOver = true;
    await load;
    const stored = await asOwner(`SELECT 1 FROM users WHERE email LIKE 'load-%'`);
    expect(stored.length).toBe(acknowledged);
  });

  test('answers /healthz while 200 slow clients hold their requests half-sent', async () => {
    const web = await startWeb(unlimited);
    const port = Number(new URL(web.url).port);
    const slow = Array.from({ length: 200 }, () => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(
        'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
      );
      return socket;
    });
    await Promise.all(slow.map((socket) => once(socket, 'connect')));
    expect((await fetch(`${web.url}/healthz`)).status).toBe(200);
    expect((await post(web.url, '/auth/login', { login: 'nobody@example.com', password })).status).toBe(401);
    slow.forEach((socket) => socket.destroy());
    expect(await web.stop()).toBe(0);
  });

  test('writes no secret to its log', async () => {
    const web = await startWeb(unlimited);
    const canary = 'canary-4711-password';
    await post(web.url, '/auth/register', { email: 'canary@example.com', password: canary });
    const signedIn = await post(web.url, '/auth/login', { login: 'canary@example.com', password: canary });
    const { access_token: token } = (await signedIn.json()) as { access_token: string };
    await fetch(`${web.url}/api/v1/users/me?token=${canary}`, { headers: { authorization: `Bearer ${token}` } });
    await fetch(`${web.url}/verify-email?token=${canary}`);
    await web.stop();
    expect(web.output()).toContain('/api/v1/auth/login');
    expect(web.output()).not.toContain(canary);
    expect(web.output()).not.toContain(token);
  });
});
