import { describe, expect, test } from '@jest/globals';
import { system } from '../../src/core/actor.js';
import { auth } from '../../src/users/auth-routes.js';
import { setPasswordLink, verifyEmailLink } from '../../src/users/links.js';
import { updateUser } from '../../src/users/update-user.js';
import { User } from '../../src/users/user.js';
import { serve } from '../http/web.js';
import { asOwner } from '../support/database.js';
import { countRows, newProgram, newUser, password } from './people.js';

await newProgram();
const web = await serve([auth]);
const post = (path: string, body: unknown) => web.call('POST', `/api/v1/auth/${path}`, { body });
const tokenIn = (link: string): string => new URL(link).searchParams.get('token') ?? '';
const outbox = (type: string) => asOwner('SELECT payload FROM outbox WHERE type = $1 ORDER BY id', [type]);

describe('registering', () => {
  test('makes a customer with an unconfirmed address, and never shows the password', async () => {
    const answer = await post('register', { email: 'Asha@Example.com', password, first_name: ' Asha ' });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      email: 'asha@example.com',
      first_name: 'Asha',
      role: 'customer',
      email_verified_at: null,
    });
    expect(answer.body.referral_code).toMatch(/^[A-Z2-9]{8}$/);
    expect(answer.text).not.toContain(password);
    expect(await outbox('user.registered')).toContainEqual({ payload: { userId: answer.body.id } });
  });

  test.each([
    ['role', 'owner'],
    ['status', 'active'],
    ['email_verified_at', '2026-01-01T00:00:00Z'],
    ['referral_code', 'MINE'],
    ['session_version', 9],
  ])('refuses to be told the %s', async (field, value) => {
    const before = await countRows('users');
    const { status, body } = await post('register', { email: 'mallory@example.com', password, [field]: value });
    expect(status).toBe(422);
    expect(body.errors).toContainEqual(expect.objectContaining({ pointer: `/${field}`, code: 'unknown_key' }));
    expect(await countRows('users')).toBe(before);
  });

  test('refuses an address that is taken, however it is spelled', async () => {
    const { email } = await newUser('buyer');
    const { status, body } = await post('register', { email: String(email).toUpperCase(), password });
    expect([status, body.code, body.errors[0].pointer]).toEqual([409, 'duplicate', '/email']);
  });

  test('takes a composed and a decomposed name for the same', async () => {
    expect((await post('register', { email: 'rene1@example.com', password, username: 'Ren\u00e9' })).status).toBe(201);
    expect((await post('register', { email: 'rene2@example.com', password, username: 'rene\u0301' })).status).toBe(409);
  });

  test("refuses somebody else's address as a username, and takes the own", async () => {
    const { status, body } = await post('register', {
      email: 'mallory@example.com',
      password,
      username: 'victim@example.com',
    });
    expect([status, body.errors[0].pointer]).toEqual([422, '/username']);
    expect((await post('register', { email: 'bo@example.com', password, username: 'bo@example.com' })).status).toBe(
      201,
    );
  });

  test('twelve times at once with one address makes one account', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        post('register', { email: 'race@example.com', password, username: `race${String(n)}` }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201).length).toBe(1);
    expect(await asOwner(`SELECT 1 FROM users WHERE email = 'race@example.com'`)).toHaveLength(1);
  });
});

describe('confirming an address', () => {
  test('works with the link that was sent, twice the same', async () => {
    const user = await newUser('customer');
    const token = tokenIn(verifyEmailLink(user));
    const first = await post('verify-email', { token });
    expect(first.status).toBe(200);
    expect(first.body.email_verified_at).not.toBeNull();
    expect((await post('verify-email', { token })).body.email_verified_at).toBe(first.body.email_verified_at);
  });

  test('does not work for an address that has changed since', async () => {
    const user = await newUser('customer');
    const token = tokenIn(verifyEmailLink(user));
    await updateUser(system(), { userId: user.id, email: 'new-address@example.com' });
    const { status, body } = await post('verify-email', { token });
    expect([status, body.errors[0].pointer]).toEqual([422, '/token']);
  });

  test('does not work with a link to set a password, nor with a made-up token', async () => {
    const user = await newUser('customer');
    for (const token of [tokenIn(setPasswordLink(user, 'reset')), 'made up']) {
      expect((await post('verify-email', { token })).status).toBe(422);
    }
  });
});

describe('setting a password by link', () => {
  const setPassword = (token: string, chosen = 'a new password') =>
    web.call('PUT', '/api/v1/auth/password', { body: { token, password: chosen } });

  test('works once, confirms the address and ends all sessions', async () => {
    const user = await newUser('customer');
    const token = tokenIn(setPasswordLink(user, 'reset'));
    expect((await setPassword(token)).status).toBe(200);
    const changed = await user.reload();
    expect(changed.emailVerifiedAt).not.toBeNull();
    expect(changed.sessionVersion).toBe(2);
    expect((await post('login', { login: user.email, password: 'a new password' })).status).toBe(200);
    expect((await setPassword(token, 'yet another one')).status).toBe(422);
    expect((await post('login', { login: user.email, password })).status).toBe(401);
  });

  test('used twice at the same moment works once', async () => {
    const token = tokenIn(setPasswordLink(await newUser('customer'), 'reset'));
    const answers = await Promise.all([setPassword(token, 'one password'), setPassword(token, 'other password')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  });

  test('gives the first one to somebody who was invited', async () => {
    const user = await newUser('buyer', { passwordHash: null });
    expect((await setPassword(tokenIn(setPasswordLink(user, 'invitation')))).status).toBe(200);
    expect((await post('login', { login: user.email, password: 'a new password' })).status).toBe(200);
  });

  test('refuses one that is short', async () => {
    const token = tokenIn(setPasswordLink(await newUser('customer'), 'reset'));
    const { status, body } = await setPassword(token, 'short');
    expect([status, body.errors[0].pointer]).toEqual([422, '/password']);
  });
});

describe('asking for a link to set a password', () => {
  test('answers the same whether somebody has that address or not', async () => {
    const { id, email } = await newUser('customer');
    const known = await post('password-resets', { email });
    const unknown = await post('password-resets', { email: 'nobody@example.com' });
    expect([known.status, known.text]).toEqual([unknown.status, unknown.text]);
    expect(await outbox('user.password_reset_requested')).toEqual([{ payload: { userId: id } }]);
  });

  test('is limited per address', async () => {
    const { email } = await newUser('customer');
    const answers = await Promise.all(Array.from({ length: 8 }, () => post('password-resets', { email })));
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(3);
    expect(await User.count({ where: { email: String(email) } })).toBe(1);
  });
});
