import { beforeAll, describe, expect, test } from '@jest/globals';
import { system } from '../../src/core/actor.js';
import { Member } from '../../src/network/member.js';
import { portal } from '../../src/portal/routes.js';
import { createLink } from '../../src/tracking/create-link.js';
import { redirects } from '../../src/tracking/redirect.js';
import { setPasswordLink, verifyEmailLink } from '../../src/users/links.js';
import { User } from '../../src/users/user.js';
import { signUp } from '../../src/signup/sign-up.js';
import { asOwner } from '../support/database.js';
import { serve } from '../tracking/web.js';
import { newBrowser, openTelemarketing, password } from './member.js';

const { url, ask } = await serve(...portal, redirects);
let programId: number;
let root: Member;
let code: string;

const person = (name: string) => ({ first_name: name, email: `${name}@example.com`.toLowerCase(), password });
const memberOf = async (email: string) => {
  const user = await User.findOne({ where: { email }, rejectOnEmpty: true });
  return { user, member: await Member.findOne({ where: { userId: user.id } }) };
};

beforeAll(async () => {
  programId = (await openTelemarketing()).id;
  const made = await signUp(system(programId), { email: 'root@example.com', password, asRoot: true });
  if (!made.member) throw new Error('A root is a member.');
  root = made.member;
  code = (
    await createLink(
      { ...system(programId), kind: 'person', userId: made.user.id, role: 'affiliate' },
      { destination: '/join' },
    )
  ).code;
});

describe('becoming a member', () => {
  test('through a link puts one under whoever shared it', async () => {
    const link = await ask('GET', `/r/${code}`);
    const cookie = link.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(link.headers.get('location')).toMatch(/^\/join\?referral_token=/);
    const browser = newBrowser(url);
    const done = await browser.post('/join', person('Binod'), { cookie });
    expect([done.status, done.html.includes('Welcome!')]).toEqual([201, true]);
    expect((await memberOf('binod@example.com')).member).toMatchObject({ sponsorId: root.id });
    expect((await browser.signIn('binod@example.com')).place).toBe('/my');
  });

  test('works by the form alone where cookies are refused', async () => {
    const { html } = await newBrowser(url).get(`/join?ref=${code}`);
    expect(html).toContain(`name="ref" value="${code}"`);
    await newBrowser(url).post('/join', { ...person('Chitra'), ref: code });
    expect((await memberOf('chitra@example.com')).member?.sponsorId).toBe(root.id);
  });

  test('says what is wrong beside each field, and keeps no password in the page', async () => {
    const { status, html } = await newBrowser(url).post('/join', {
      first_name: 'D',
      email: 'nobody',
      password: 'sh0rt!',
    });
    expect(status).toBe(422);
    for (const words of ['does not look like an e-mail address', 'is shorter than 8 characters'])
      expect(html).toContain(words);
    expect(html).not.toContain('sh0rt!');
  });

  test('is refused for an address that somebody has', async () => {
    const { status, html } = await newBrowser(url).post('/join', person('Binod'));
    expect([status, html.includes('Somebody has this e-mail address')]).toEqual([409, true]);
  });

  test('cannot choose a role, a sponsor or a program', async () => {
    for (const extra of ['role', 'sponsor_id', 'program', 'as_root']) {
      expect((await newBrowser(url).post('/join', { ...person('Eve'), [extra]: '1' })).status).toBe(422);
    }
    expect(await User.count({ where: { email: 'eve@example.com' } })).toBe(0);
  });
});

describe('the network page', () => {
  test('shows who stands below, and opens nobody outside the own downline', async () => {
    const browser = newBrowser(url);
    await browser.signIn('root@example.com');
    const { html } = await browser.get('/my/network');
    for (const name of ['Binod', 'Chitra']) expect(html).toContain(name);
    const below = (await memberOf('binod@example.com')).member;
    expect((await browser.get(`/my/network?member=${String(below?.id)}`)).html).toContain('One level up');
    const lower = newBrowser(url);
    await lower.signIn('binod@example.com');
    expect((await lower.get(`/my/network?member=${String(root.id)}`)).status).toBe(404);
    expect((await lower.get('/my/network')).html).toContain('Nobody stands below you yet');
  });
});

describe('the links in mails', () => {
  const pathOf = (link: string) => link.slice(new URL(link).origin.length);

  test('confirm an address with a press, not by being opened', async () => {
    const { user } = await memberOf('chitra@example.com');
    const path = pathOf(verifyEmailLink(user));
    const token = new URLSearchParams(path.split('?')[1]).get('token') ?? '';
    await newBrowser(url).get(path);
    expect((await user.reload()).emailVerifiedAt).toBeNull();
    expect((await newBrowser(url).post('/verify-email', { token })).html).toContain('Confirmed');
    expect((await user.reload()).emailVerifiedAt).not.toBeNull();
    expect((await newBrowser(url).post('/verify-email', { token: `${token}x` })).status).toBe(422);
  });

  test('set a password once', async () => {
    const { user } = await memberOf('chitra@example.com');
    const token = new URL(setPasswordLink(user, 'reset')).searchParams.get('token') ?? '';
    expect((await newBrowser(url).get(`/set-password?token=${token}`)).html).toContain('Choose a password');
    expect((await newBrowser(url).post('/set-password', { token, password: 'short' })).html).toContain(
      'is shorter than',
    );
    expect((await newBrowser(url).post('/set-password', { token, password: 'another password' })).status).toBe(200);
    expect((await newBrowser(url).post('/set-password', { token, password: 'a third password' })).status).toBe(422);
    expect((await newBrowser(url).signIn('chitra@example.com', 'another password')).place).toBe('/my');
  });
});

test('a suspended member is told so', async () => {
  const browser = newBrowser(url);
  await browser.signIn('binod@example.com');
  await asOwner(
    "UPDATE members SET status = 'suspended' WHERE user_id = (SELECT id FROM users WHERE email = 'binod@example.com')",
  );
  expect((await browser.get('/my')).html).toContain('Your membership is suspended');
});
