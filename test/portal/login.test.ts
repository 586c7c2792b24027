import { beforeAll, describe, expect, test } from '@jest/globals';
import { portal } from '../../src/portal/routes.js';
import { hashPassword } from '../../src/users/passwords.js';
import { UserCredential } from '../../src/users/user-credential.js';
import { User } from '../../src/users/user.js';
import { asOwner } from '../support/database.js';
import { newProgram, newUser } from '../tracking/people.js';
import { serve } from '../tracking/web.js';
import { newBrowser, newMemberWithPassword, password } from './member.js';

const { url } = await serve(...portal);
let programId: number;
let login: string;
let userId: number;

const signedIn = async () => {
  const browser = newBrowser(url);
  await browser.signIn(login);
  return browser;
};

beforeAll(async () => {
  programId = (await newProgram()).id;
  const { user } = await newMemberWithPassword(programId);
  [login, userId] = [user.email ?? '', user.id];
});

describe('signing in to the member area', () => {
  test('opens it, with a cookie that scripts and other sites do not see', async () => {
    const browser = newBrowser(url);
    const { status, place, setCookie } = await browser.signIn(login);
    expect([status, place]).toEqual([303, '/my']);
    for (const part of ['upline_portal=', 'HttpOnly', 'SameSite=Lax', 'Path=/my', 'Max-Age=43200'])
      expect(setCookie).toContain(part);
    const page = await browser.get('/my');
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
  });

  test('works by username too, in any case of letters', async () => {
    const { username } = await User.findByPk(userId, { rejectOnEmpty: true });
    expect((await newBrowser(url).signIn(username.toUpperCase())).status).toBe(303);
  });

  test('says the same for a wrong password and for somebody unknown', async () => {
    const answers = await Promise.all([
      newBrowser(url).signIn(login, 'wrong'),
      newBrowser(url).signIn('nobody@example.com'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    for (const { html } of answers) expect(html).toContain('These credentials are not right.');
    expect(answers.map(({ setCookie }) => setCookie)).toEqual(['', '']);
  });

  test('gives a new session, whatever cookie was brought along', async () => {
    const browser = newBrowser(url);
    browser.keep('upline_portal=chosen-by-somebody-else');
    await browser.signIn(login);
    const first = browser.cookie();
    expect(first).not.toContain('chosen');
    await browser.signIn(login);
    expect(browser.cookie()).not.toBe(first);
    const old = newBrowser(url);
    old.keep(first);
    expect((await old.get('/my')).place).toBe('/my/login');
  });

  test('leads to where one wanted to go, within the member area only', async () => {
    expect((await newBrowser(url).get('/my/links?before=7')).place).toBe('/my/login?next=%2Fmy%2Flinks%3Fbefore%3D7');
    expect((await newBrowser(url).signIn(login, password, '/my/links?before=7')).place).toBe('/my/links?before=7');
    for (const next of [
      '//evil.example',
      '/my//evil.example',
      '/\\evil',
      'https://evil.example',
      '/admin',
      '/myevil',
      '/my/\r\nx: y',
    ]) {
      const { place } = await newBrowser(url).signIn(login, password, next);
      expect(['/my', '/my//evil.example']).toContain(place);
    }
  });

  test('from another site is refused', async () => {
    const form = { login, password, next: '/my' };
    expect((await newBrowser(url).post('/my/login', form, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  test('keeps nothing in the table from which somebody could become somebody', async () => {
    const browser = await signedIn();
    const value = browser.cookie().split('=')[1] ?? '';
    const rows = await asOwner<{ sid: string; sess: object }>(
      "SELECT sid, sess FROM sessions WHERE sid LIKE 'portal:%'",
    );
    expect(JSON.stringify(rows)).not.toContain(value);
    expect(rows.length).toBeGreaterThan(0);
  });
});

describe('a session', () => {
  test('ends with signing out, on our side too', async () => {
    const browser = await signedIn();
    const before = browser.cookie();
    expect((await browser.post('/my/logout')).place).toBe('/my/login');
    browser.keep(before);
    expect((await browser.get('/my')).place).toBe('/my/login');
  });

  test('ends after half an hour without use, and after twelve hours', async () => {
    for (const change of [
      "expire = now() - interval '1 second'",
      `sess = jsonb_set(sess::jsonb, '{startedAt}', '0')::json`,
    ]) {
      const browser = await signedIn();
      await asOwner(`UPDATE sessions SET ${change}`);
      expect((await browser.get('/my')).place).toBe('/my/login');
    }
  });

  test('ends with the next request when the person is disabled or signed out everywhere', async () => {
    for (const change of ['session_version = session_version + 1', "status = 'disabled'"]) {
      const browser = await signedIn();
      await asOwner(`UPDATE users SET ${change} WHERE id = $1`, [userId]);
      expect((await browser.get('/my')).place).toBe('/my/login');
      await asOwner("UPDATE users SET status = 'active' WHERE id = $1", [userId]);
    }
  });

  test('that nobody opened is nobody', async () => {
    const browser = newBrowser(url);
    for (const cookie of ['upline_portal=', 'upline_portal=x', 'upline_portal=%00', 'upline_panel=x']) {
      browser.keep(cookie);
      expect((await browser.get('/my')).place).toBe('/my/login');
    }
  });
});

describe('somebody without a place in the network', () => {
  test('is told how to get one, on every page', async () => {
    const user = await newUser('customer');
    await UserCredential.create({ userId: user.id, passwordHash: await hashPassword(password) });
    const browser = newBrowser(url);
    await browser.signIn(user.email ?? '');
    for (const path of ['/my', '/my/payouts', '/my/network'])
      expect((await browser.get(path)).html).toContain('You are not a member here yet');
  });
});

describe('guessing passwords', () => {
  test('stops being answered after ten tries at one account', async () => {
    await asOwner("DELETE FROM rate_limits WHERE key LIKE 'portal-login-address%'");
    const statuses: number[] = [];
    for (let turn = 0; turn < 12; turn += 1)
      statuses.push((await newBrowser(url).signIn('guessed@example.com', 'x')).status);
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(statuses.slice(10)).toEqual([429, 429]);
  });
});
