import { beforeAll, describe, expect, test } from '@jest/globals';
import { asOwner } from '../support/database.js';
import { openPanel, seatOf, stateIn } from './panel.js';
import type { Panel } from './panel.js';

let panel: Panel;
beforeAll(async () => {
  panel = await openPanel();
}, 120_000);

describe('the guard', () => {
  test('answers the API with 401 in JSON and leads pages to the login', async () => {
    const nobody = seatOf(panel.url, 'nobody', '');
    const api = await nobody.get('/admin/api/resources/users/actions/list');
    expect(api).toMatchObject({ status: 401, body: { code: 'sign_in_required' } });
    const page = await nobody.get('/admin/resources/users');
    expect(page.headers.get('location')).toBe('/admin/login?next=%2Fadmin%2Fresources%2Fusers');
  });

  test.each([
    ['another origin', { origin: 'https://evil.example.com' }],
    ['a browser that says cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['a sister site', { 'sec-fetch-site': 'same-site' }],
    ['no origin at all', { origin: '' }],
  ])('refuses a POST from %s', async (_who, headers) => {
    for (const path of ['/admin/api/resources/users/actions/create', '/admin/login', '/admin/logout']) {
      const type = path.startsWith('/admin/api') ? 'application/json' : 'application/x-www-form-urlencoded';
      const reply = await panel.seats.owner.post(
        path,
        {},
        { 'content-type': type, ...(headers as Record<string, string>) },
      );
      expect([path, reply.status]).toEqual([path, 403]);
    }
  });

  test('takes no uploads, signed in or not, and no other methods', async () => {
    const upload = { 'content-type': 'multipart/form-data; boundary=x', origin: panel.url };
    for (const seat of [panel.seats.owner, seatOf(panel.url, 'nobody', '')])
      expect((await seat.post('/admin/api/resources/users/actions/create', {}, upload)).status).toBe(415);
    const put = await fetch(`${panel.url}/admin/api/resources/users/actions/list`, {
      method: 'PUT',
      headers: { cookie: panel.seats.owner.cookie },
    });
    expect(put.status).toBe(404);
  });

  test('refuses bodies that are too long or no JSON', async () => {
    const path = '/admin/api/resources/users/actions/create';
    expect((await panel.seats.owner.post(path, { input: { email: 'x'.repeat(70_000) } })).status).toBe(413);
    const reply = await fetch(panel.url + path, {
      method: 'POST',
      headers: { cookie: panel.seats.owner.cookie, origin: panel.url, 'content-type': 'application/json' },
      body: '{"input":',
    });
    expect(reply.status).toBe(400);
  });

  test('refuses parameters that nothing reads, and those sent twice', async () => {
    const list = '/admin/api/resources/users/actions/list';
    for (const query of [
      '?filter=1',
      '?filters.role=owner&filters.role=admin',
      '?__proto__=1',
      '?filters[role]=owner',
      '?perPage[$gt]=1',
    ])
      expect([query, (await panel.seats.owner.get(list + query)).status]).toEqual([query, 400]);
  });

  test('lets only its own scripts run, and loads nothing from elsewhere', async () => {
    const reply = await panel.seats.owner.get('/admin');
    const policy = reply.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(policy).toMatch(/script-src 'nonce-[^']+'(;|$)/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    const scripts = reply.text.match(/<script[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(4);
    expect(scripts.every((tag) => tag.includes(`nonce="${nonce}"`))).toBe(true);
    expect(reply.text).not.toMatch(/(src|href)="https?:/);
  });

  test('escapes what people are called in the page’s state', async () => {
    const name = '</script><script>window.pwned=1</script>';
    await asOwner(`UPDATE users SET first_name = $1 WHERE email = $2`, [name, panel.emailOf('owner')]);
    const { text } = await panel.seats.owner.get('/admin');
    expect(text).not.toContain('</script><script>window.pwned');
    expect((stateIn(text).session as unknown as { name: string }).name).toContain('window.pwned');
    await asOwner(`UPDATE users SET first_name = 'Olive' WHERE email = $1`, [panel.emailOf('owner')]);
  });

  test('answers unknown tables, actions and pages with 404, and not with a stack', async () => {
    for (const path of [
      'resources/nothing/actions/list',
      'resources/users/actions/nothing',
      'resources/__proto__/actions/list',
      'resources/users/records/1/constructor',
      'pages/nothing',
    ]) {
      const reply = await panel.seats.owner.get(`/admin/api/${path}`);
      expect([path, reply.status]).toEqual([path, 404]);
      expect(reply.text).not.toMatch(/at .*\.(js|ts):/);
    }
  });

  test('serves its assets compressed, for ever under their version', async () => {
    const { text } = await panel.seats.owner.get('/admin');
    const path = /\/admin\/frontend\/assets\/components\.bundle\.js\?v=[\w-]+/.exec(text)?.[0] ?? '';
    const reply = await seatOf(panel.url, 'nobody', '').get(path, { 'accept-encoding': 'br' });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-encoding')).toBe('br');
    expect(reply.headers.get('cache-control')).toContain('immutable');
  });
});
