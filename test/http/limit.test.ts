import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { anyone } from '../../src/core/policy.js';
import { query } from '../../src/core/query.js';
import { addressPrefix } from '../../src/http/address-prefix.js';
import { endpoint, nothing } from '../../src/http/endpoint.js';
import { consumeFor, forgive } from '../../src/http/limit.js';
import type { Limit } from '../../src/http/limit.js';
import { group } from '../../src/http/route.js';
import { buyer, owner } from '../core/toys.js';
import { asOwner } from '../support/database.js';
import { asSaid, serve } from './web.js';

const doors = group('doors');
const door = (path: string, limits?: readonly Limit[]): void => {
  endpoint(doors, {
    method: 'get',
    path,
    summary: 'A door',
    query: query({ name: 'door', input: z.strictObject({}), allow: anyone, run: async () => null }),
    answer: nothing,
    ...(limits ? { limits } : {}),
  });
};
door('/three', [{ name: 'three', points: 3, seconds: 60, by: 'principal' }]);
door('/also-three', [{ name: 'three', points: 3, seconds: 60, by: 'principal' }]);
door('/each', [{ name: 'each', points: 3, seconds: 60, by: 'address' }]);
door('/standard');

const { authenticate, as } = asSaid();
const web = await serve([doors], { authenticate });
const go = (path: string, headers: Record<string, string> = {}) => web.call('GET', `/api/v1${path}`, { headers });

describe('a limit', () => {
  test('lets through so many, also when they come at once, and says how long to wait', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => go('/three', as(owner))));
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(3);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body).toMatchObject({ code: 'rate_limited', type: 'urn:upline:rate_limited' });
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused?.headers.get('ratelimit')).toMatch(/^"three";r=0;t=\d+$/);
  });

  test('counts each person apart, and doors of one name together', async () => {
    expect((await go('/three', as(buyer))).status).toBe(204);
    expect((await go('/also-three', as(buyer))).headers.get('ratelimit')).toMatch(/^"three";r=1;/);
    expect((await go('/also-three', as(owner))).status).toBe(429);
  });

  test('is told with every answer', async () => {
    const { headers } = await go('/standard', as(owner));
    expect(headers.get('ratelimit-policy')).toBe('"standard";q=100;w=60');
    expect(headers.get('ratelimit')).toMatch(/^"standard";r=99;t=60$/);
  });

  test('by address is not moved by a header that anyone can write', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        go('/each', { 'x-forwarded-for': `198.51.100.${String(n)}`, ...as(n % 2 ? owner : buyer) }),
      ),
    );
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(3);
  });

  test('is counted in the database, for all processes together', async () => {
    const limit: Limit = { name: 'shared', points: 2, seconds: 60, by: 'address' };
    await consumeFor(limit, 'somebody');
    await asOwner(`UPDATE rate_limits SET points = 2 WHERE key = 'shared:somebody'`);
    await expect(consumeFor(limit, 'somebody')).rejects.toMatchObject({ code: 'rate_limited' });
    await forgive(limit, 'somebody');
    await expect(consumeFor(limit, 'somebody')).resolves.toMatchObject({ remaining: 1 });
  });

  test('that is over is forgotten in time', async () => {
    const limit: Limit = { name: 'brief', points: 1, seconds: 60, by: 'address' };
    await consumeFor(limit, 'somebody');
    await asOwner(`UPDATE rate_limits SET expire = 1 WHERE key = 'brief:somebody'`);
    await expect(consumeFor(limit, 'somebody')).resolves.toMatchObject({ remaining: 0 });
  });
});

describe('the prefix of an address', () => {
  test.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['2001:db8:1:22ff:3:4:5:6', '2001:db8:1:2200::/56'],
    ['::1', '::/56'],
    ['nonsense', 'unknown'],
    [undefined, 'unknown'],
  ])('of %s is %s', (address, prefix) => {
    expect(addressPrefix(address)).toBe(prefix);
  });
});
