import './unlimited.js';
import { gzipSync } from 'node:zlib';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { owner } from '../core/toys.js';
import { asOwner } from '../support/database.js';
import { toys } from './toy-routes.js';
import { asSaid, serve } from './web.js';

const { authenticate, as } = asSaid();
const web = await serve([toys], { authenticate });
const headers = { ...as(owner), 'content-type': 'application/json' };
const path = '/api/v1/shelves/7/toys';
const send = (raw: string | Uint8Array<ArrayBuffer>, more: Record<string, string> = {}) =>
  web.call('POST', path, { raw, headers: { ...headers, ...more } });
const long = (size: number): string => JSON.stringify({ toy_name: 'x'.repeat(size) });

describe('a body', () => {
  test.each([
    ['of 10 MB', () => send(long(10_000_000)), 413, 'too_large'],
    ['of 65 KB', () => send(long(65 * 1024)), 413, 'too_large'],
    [
      'that unpacks to 10 MB',
      () => send(new Uint8Array(gzipSync(long(10_000_000))), { 'content-encoding': 'gzip' }),
      413,
      'too_large',
    ],
    ['packed in an unknown way', () => send('x', { 'content-encoding': 'lzma' }), 415, 'unsupported_media_type'],
    ['30,000 lists deep', () => send(`{"toy_name":${'['.repeat(30_000)}${']'.repeat(30_000)}}`), 400, 'malformed'],
    ['30 objects deep', () => send(`{"metadata":${'{"a":'.repeat(30)}1${'}'.repeat(30)}}`), 400, 'malformed'],
    ['that is no JSON', () => send('{"toy_name":'), 400, 'malformed'],
    ['that is a word', () => send('"Ball"'), 400, 'malformed'],
    ['that is a list', () => send('[{"toy_name":"Ball"}]'), 422, 'invalid'],
    [
      'of another type',
      () => send('toy_name=Ball', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'unsupported_media_type',
    ],
    [
      'of no type',
      () => send(new Uint8Array(Buffer.from(long(3))), { 'content-type': '' }),
      415,
      'unsupported_media_type',
    ],
    [
      'in another alphabet',
      () => send('{}', { 'content-type': 'application/json; charset=koi8-r' }),
      415,
      'unsupported_media_type',
    ],
    ['with NUL in a text', () => send('{"toy_name":"a\\u0000b"}'), 422, 'invalid'],
    ['with half a character', () => send('{"toy_name":"a\\ud800"}'), 422, 'invalid'],
    ['with NUL in metadata', () => send('{"toy_name":"a","metadata":{"k":"\\u0000"}}'), 422, 'invalid'],
    [
      'with two constructors',
      () => send('{"toy_name":"a","constructor":{"prototype":{"role":"owner"}}}'),
      422,
      'invalid',
    ],
  ])('%s is refused', async (_what, attempt, status, code) => {
    const answer = await attempt();
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await asOwner('SELECT 1 FROM teams')).toEqual([]);
  });

  test('leaves Object as it was', () => {
    expect(({} as { role?: string }).role).toBeUndefined();
  });
});

describe('a request', () => {
  test.each([
    '/api/v1/nothing',
    '/api/v1/%',
    '/%00',
    '/api/v1/toys/../../etc/passwd',
    '//evil.example.com',
    '/api/v1/shelves/1%2F..%2F2/toys',
  ])('for %s is refused without a 500', async (wanted) => {
    const { status, body } = await web.call('GET', wanted);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(body).toMatchObject({ code: expect.any(String), request_id: expect.any(String) });
  });

  test('keeps the id it came with, when that looks like one', async () => {
    const id = async (given: string): Promise<string | null> =>
      (await web.call('GET', '/api/v1/toys', { headers: { 'x-request-id': given } })).headers.get('x-request-id');
    expect(await id('client-request-1')).toBe('client-request-1');
    expect(await id('<script>')).not.toContain('<');
  });

  test('that nobody could have meant is cut off', async () => {
    const socket = connect(web.port, '127.0.0.1');
    socket.write(
      'GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    );
    expect(await text(socket)).toMatch(/^HTTP\/1.1 400/);
  });
});

describe('every answer', () => {
  test.each(['/api/v1/toys', '/toy-shop', '/api/v1/nothing', '/docs'])(
    'of %s carries the headers that protect people',
    async (wanted) => {
      const { headers: got } = await web.call('GET', wanted);
      const policy = got.get('content-security-policy') ?? '';
      expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]+'/);
      expect(policy).not.toContain('unsafe');
      expect(policy).toContain("frame-ancestors 'none'");
      expect(got.get('x-content-type-options')).toBe('nosniff');
      expect(got.get('x-powered-by')).toBeNull();
    },
  );

  test('has a nonce of its own', async () => {
    const nonces = await Promise.all(
      [1, 2, 3].map(
        async () =>
          /nonce-([^']+)/.exec(
            String((await web.call('GET', '/toy-shop')).headers.get('content-security-policy')),
          )?.[1],
      ),
    );
    expect(new Set(nonces).size).toBe(3);
  });
});

describe('a page', () => {
  test('shows markup in what it was given as text', async () => {
    const { status, headers: got, text: html } = await web.call('GET', '/toy-shop?ref=%3Cscript%3Ex%3C/script%3E');
    expect([status, got.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toContain('<script>');
  });

  test('does not mind the parameters that others hang on links, and can lead elsewhere', async () => {
    expect((await web.call('GET', '/toy-shop?utm_source=mail&fbclid=1&ref=Bo')).status).toBe(200);
    const moved = await web.call('GET', '/toy-shop?ref=home');
    expect([moved.status, moved.headers.get('location')]).toEqual([303, '/']);
  });

  test('takes a form from our own pages only', async () => {
    const form = (more: Record<string, string>) =>
      web.call('POST', '/toy-shop', {
        raw: 'toy_name=Ball',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...more },
      });
    expect((await form({ origin: web.url })).status).toBe(303);
    for (const more of [{}, { origin: 'https://evil.example.com' }, { origin: 'null' }]) {
      expect((await form(more as Record<string, string>)).body.code).toBe('cross_origin');
    }
  });
});
