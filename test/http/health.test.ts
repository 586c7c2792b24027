import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import type { Load } from '../../src/http/overload.js';
import { watchLoad } from '../../src/http/overload.js';
import { owner } from '../core/toys.js';
import { toys } from './toy-routes.js';
import { asSaid, serve } from './web.js';

const { authenticate, as } = asSaid();
const busy = { late: 0, queue: 0 };
const load: Load = { lateness_ms: () => busy.late, queue: () => busy.queue };
const web = await serve([toys], { authenticate, load });

describe('/healthz', () => {
  test('answers whatever else is going on', async () => {
    busy.late = 10_000;
    expect(await web.call('GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
    busy.late = 0;
  });
});

describe('/readyz', () => {
  test('says that database, migrations and event loop are ready', async () => {
    expect(await web.call('GET', '/readyz')).toMatchObject({
      status: 200,
      body: { status: 'ready', checks: { database: true, migrations: true, event_loop: true } },
    });
  });

  test('says 503 while the event loop is late', async () => {
    busy.late = 300;
    expect(await web.call('GET', '/readyz')).toMatchObject({ status: 503, body: { checks: { event_loop: false } } });
    busy.late = 0;
  });
});

describe('an overloaded process', () => {
  test.each([
    ['late', { late: 300, queue: 0 }],
    ['out of connections', { late: 0, queue: 30 }],
  ])('that is %s refuses at once and says when to come again', async (_how, state) => {
    Object.assign(busy, state);
    const { status, headers, body } = await web.call('GET', '/api/v1/toys');
    expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'unavailable', '1']);
    Object.assign(busy, { late: 0, queue: 0 });
    expect((await web.call('GET', '/api/v1/toys')).status).toBe(200);
  });

  test('notices that it is late when that lasts', async () => {
    const watched = watchLoad();
    for (let round = 0; round < 2; round += 1) {
      block(400);
      await sleep(1);
    }
    expect(watched.lateness_ms()).toBeGreaterThan(200);
    expect(watched.queue()).toBe(0);
  });
});

describe('/metrics', () => {
  test('tells a collector on this machine, by route and not by path', async () => {
    await web.call('GET', '/api/v1/toys?toy_name=secret');
    const { status, text } = await web.call('GET', '/metrics');
    expect(status).toBe(200);
    expect(text).toContain('upline_http_request_seconds_count{method="get",route="/api/v1/toys",status="200"}');
    expect(text).not.toContain('secret');
  });

  test('tells nobody who came through a proxy, but an owner', async () => {
    const forwarded = { 'x-forwarded-for': '203.0.113.7' };
    expect((await web.call('GET', '/metrics', { headers: forwarded })).status).toBe(404);
    expect(
      (await web.call('GET', '/metrics', { headers: { ...forwarded, ...as({ ...owner, role: 'admin' }) } })).status,
    ).toBe(404);
    expect((await web.call('GET', '/metrics', { headers: { ...forwarded, ...as(owner) } })).status).toBe(200);
  });
});

/** Lets nothing else happen for so long. */
function block(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}
