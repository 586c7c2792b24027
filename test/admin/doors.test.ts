import { beforeAll, describe, expect, test } from '@jest/globals';
import { asOwner } from '../support/database.js';
import { cookieOf, form, openPanel, seatOf } from './panel.js';
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
