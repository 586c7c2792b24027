import { beforeAll, describe, expect, test } from '@jest/globals';
import { asOwner } from '../support/database.js';
import { cookieOf, form, openPanel, seatOf, stateIn } from './panel.js';
import type { Panel } from './panel.js';

let panel: Panel;
beforeAll(async () => {
  panel = await openPanel();
}, 120_000);

describe('signing in to the panel', () => {
  test('gives a session id that was not there before', async () => {
    const planted = 'upline_panel=s%3Aplanted.signature';
    const reply = await panel.login(panel.emailOf('buyer'), panel.password, { cookie: planted });
    expect(reply.status).toBe(303);
    expect(cookieOf(reply)).toMatch(/^upline_panel=s%3A(?!planted)/);
    const [again, first] = [
      await panel.login(panel.emailOf('buyer'), panel.password, { cookie: cookieOf(reply) }),
      reply,
    ];
    expect(cookieOf(again)).not.toBe(cookieOf(first));
    expect((await seatOf(panel.url, 'buyer', cookieOf(first)).get('/admin/api/dashboard')).status).toBe(401);
  });

  test('keeps the cookie to the panel and away from scripts', async () => {
    const [cookie = ''] = (await panel.login(panel.emailOf('buyer'), panel.password)).headers.getSetCookie();
    expect(cookie).toMatch(/Path=\/admin/);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
  });

  test('answers the same to an unknown name and to a wrong password', async () => {
    const unknown = await panel.login('nobody@example.com', 'a password of nobody');
    const wrong = await panel.login(panel.emailOf('admin'), 'not the password');
    expect([unknown.status, wrong.status]).toEqual([401, 401]);
    expect(unknown.text.replace('nobody@example.com', '')).toBe(wrong.text.replace(panel.emailOf('admin'), ''));
  });

  test('refuses members: the panel is for staff', async () => {
    expect((await panel.login(panel.emailOf('affiliate'), panel.password)).status).toBe(403);
  });

  test('leads only to places inside the panel', async () => {
    for (const next of [
      '//evil.example.com',
      'https://evil.example.com',
      '/admin/../my',
      '/\\evil.example.com',
      '/admin/x\r\nSet-Cookie: a=b',
    ]) {
      const fields = { login: panel.emailOf('buyer'), password: panel.password, next };
      const reply = await form(`${panel.url}/admin/login`, fields, { origin: panel.url });
      expect(reply.headers.get('location')).toBe('/admin');
    }
  });

  test('shows what was typed as text, never as markup', async () => {
    const reply = await panel.login('"><script>alert(1)</script>', 'x');
    expect(reply.text).not.toContain('<script>alert(1)');
  });

  test('stops guessing of one account after some attempts, whoever guesses', async () => {
    const attempts = await Promise.all(Array.from({ length: 34 }, () => panel.login('guessed@example.com', 'no')));
    expect(attempts.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(4);
  });
});

describe('signing out', () => {
  test('takes a POST; a link cannot do it', async () => {
    const cookie = cookieOf(await panel.login(panel.emailOf('telemarketer'), panel.password));
    const seat = seatOf(panel.url, 'telemarketer', cookie);
    expect((await seat.get('/admin/logout')).status).toBe(404);
    expect((await seat.get('/admin/api/dashboard')).status).toBe(200);
    const out = await form(`${panel.url}/admin/logout`, {}, { cookie, origin: panel.url });
    expect(out.headers.get('location')).toBe('/admin/login');
    expect((await seat.get('/admin/api/dashboard')).status).toBe(401);
  });
});

describe('a session', () => {
  const fresh = async (role: string) =>
    seatOf(panel.url, role, cookieOf(await panel.login(panel.emailOf(role), panel.password)));

  test('is over with the next request once the person is disabled', async () => {
    const seat = await fresh('buyer');
    await asOwner(`UPDATE users SET status = 'disabled' WHERE email = $1`, [panel.emailOf('buyer')]);
    expect((await seat.get('/admin/api/dashboard')).status).toBe(401);
    await asOwner(`UPDATE users SET status = 'active' WHERE email = $1`, [panel.emailOf('buyer')]);
  });

  test('has the rights of the role as it is now', async () => {
    const seat = await fresh('admin');
    expect((await seat.get('/admin/api/resources/api_keys/actions/list')).status).toBe(200);
    await asOwner(`UPDATE users SET role = 'telemarketer' WHERE email = $1`, [panel.emailOf('admin')]);
    expect((await seat.get('/admin/api/resources/api_keys/actions/list')).status).toBe(403);
    await asOwner(`UPDATE users SET role = 'admin' WHERE email = $1`, [panel.emailOf('admin')]);
  });

  test('is over once the account’s sessions were ended', async () => {
    const seat = await fresh('admin');
    await asOwner(`UPDATE users SET session_version = session_version + 1 WHERE email = $1`, [panel.emailOf('admin')]);
    expect((await seat.get('/admin/api/dashboard')).status).toBe(401);
  });

  test('lasts twelve hours at most, however busy', async () => {
    const seat = await fresh('team_lead');
    const sid = decodeURIComponent(seat.cookie)
      .replace(/^upline_panel=s:/, '')
      .split('.')[0];
    const long = Date.now() - 12 * 3_600_000 - 1000;
    await asOwner(
      `UPDATE sessions SET sess = jsonb_set(sess::jsonb, '{startedAt}', to_jsonb($1::bigint))::json WHERE sid = $2`,
      [long, sid],
    );
    expect((await seat.get('/admin/api/dashboard')).status).toBe(401);
  });

  test('keeps the chosen program, of those that exist', async () => {
    const seat = await fresh('team_lead');
    const before = (await seat.state()).session as unknown as { programs: { id: number; name: string }[] };
    const other = before.programs.find(({ name }) => name.startsWith('Binary'));
    for (const programId of [String(other?.id), '999999'])
      await form(`${panel.url}/admin/program`, { programId }, { cookie: seat.cookie, origin: panel.url });
    const after = (await seat.state()).session as unknown as { program: { id: number } };
    expect(after.program.id).toBe(other?.id);
  });
});

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
