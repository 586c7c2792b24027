import { describe, expect, test } from '@jest/globals';
import { system } from '../../src/core/actor.js';
import { auth } from '../../src/users/auth-routes.js';
import { changeRole } from '../../src/users/change-role.js';
import { disableUser } from '../../src/users/disable-user.js';
import { enableUser } from '../../src/users/enable-user.js';
import { users } from '../../src/users/routes.js';
import type { User } from '../../src/users/user.js';
import { serve } from '../http/web.js';
import { asOwner } from '../support/database.js';
import { asSystem, newProgram, newUser, password } from './people.js';
import { openSession } from '../../src/users/session.js';
import type { Session } from '../../src/users/session.js';

const program = await newProgram();
const web = await serve([auth, users]);

const open = (user: User): Promise<Session> => asSystem((work) => openSession(work, user, { programId: program.id }));
const refresh = (token: string) => web.call('POST', '/api/v1/auth/refresh', { body: { refresh_token: token } });
const whoAmI = async (token: string): Promise<number> => (await web.call('GET', '/api/v1/users/me', { token })).status;

describe('a refresh token', () => {
  test('gives the next pair, and that one the next', async () => {
    const session = await open(await newUser('buyer'));
    const next = await refresh(session.refreshToken);
    expect(next.status).toBe(200);
    expect(await whoAmI(next.body.access_token)).toBe(200);
    expect((await refresh(next.body.refresh_token)).status).toBe(200);
  });

  test('that comes twice ends the whole chain, the newest token too', async () => {
    const session = await open(await newUser('buyer'));
    const next = await refresh(session.refreshToken);
    expect((await refresh(session.refreshToken)).status).toBe(401);
    expect((await refresh(next.body.refresh_token)).status).toBe(401);
  });

  test('sent ten times at once works once at most', async () => {
    const session = await open(await newUser('buyer'));
    const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(session.refreshToken)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(9);
  });

  test('of another chain lives on', async () => {
    const user = await newUser('buyer');
    const [laptop, phone] = [await open(user), await open(user)];
    await refresh(laptop.refreshToken);
    await refresh(laptop.refreshToken);
    expect((await refresh(phone.refreshToken)).status).toBe(200);
  });

  test('that has expired, that nobody was given, or that is an access token, is refused', async () => {
    const session = await open(await newUser('buyer'));
    await asOwner(`UPDATE refresh_tokens SET expires_at = now() - interval '1 second'`);
    expect((await refresh(session.refreshToken)).status).toBe(401);
    expect((await refresh('upr_made-up')).status).toBe(401);
    expect((await refresh(session.accessToken)).status).toBe(401);
  });

  test('is kept as a hash only', async () => {
    const session = await open(await newUser('buyer'));
    const [{ all } = { all: '' }] = await asOwner<{ all: string }>(
      'SELECT json_agg(r)::text AS all FROM refresh_tokens r',
    );
    expect(all).not.toContain(session.refreshToken);
  });
});

describe('a session', () => {
  test('ends with signing out; signing out again says the same', async () => {
    const session = await open(await newUser('buyer'));
    const signOut = () => web.call('POST', '/api/v1/auth/logout', { body: { refresh_token: session.refreshToken } });
    expect((await signOut()).status).toBe(204);
    expect((await signOut()).status).toBe(204);
    expect((await refresh(session.refreshToken)).status).toBe(401);
  });

  test('on every device ends when one asks for that', async () => {
    const user = await newUser('buyer');
    const [laptop, phone] = [await open(user), await open(user)];
    const answer = await web.call('DELETE', '/api/v1/auth/sessions', { token: laptop.accessToken });
    expect(answer.status).toBe(204);
    expect(await whoAmI(laptop.accessToken)).toBe(401);
    expect(await whoAmI(phone.accessToken)).toBe(401);
    expect((await refresh(phone.refreshToken)).status).toBe(401);
  });

  test('of somebody demoted ends with the next request', async () => {
    const user = await newUser('admin');
    const session = await open(user);
    expect(await whoAmI(session.accessToken)).toBe(200);
    await changeRole(system(), { userId: user.id, role: 'buyer' });
    expect(await whoAmI(session.accessToken)).toBe(401);
    expect((await refresh(session.refreshToken)).status).toBe(401);
  });

  test('of somebody disabled ends with the next request and stays ended', async () => {
    const user = await newUser('buyer');
    const session = await open(user);
    await disableUser(system(), { userId: user.id });
    expect(await whoAmI(session.accessToken)).toBe(401);
    await enableUser(system(), { userId: user.id });
    expect(await whoAmI(session.accessToken)).toBe(401);
  });
});

describe('changing the own password', () => {
  const change = (token: string, body: unknown) => web.call('PUT', '/api/v1/users/me/password', { token, body });

  test('needs the present one, ends every other session and goes on with new tokens', async () => {
    const user = await newUser('buyer');
    const [here, elsewhere] = [await open(user), await open(user)];
    const wrong = await change(here.accessToken, { current_password: 'a guess', password: 'a new password' });
    expect(wrong.status).toBe(403);
    const right = await change(here.accessToken, { current_password: password, password: 'a new password' });
    expect(right.status).toBe(200);
    expect(await whoAmI(right.body.access_token)).toBe(200);
    expect(await whoAmI(elsewhere.accessToken)).toBe(401);
    const signIn = (tried: string) =>
      web.call('POST', '/api/v1/auth/login', { body: { login: user.email, password: tried } });
    expect((await signIn(password)).status).toBe(401);
    expect((await signIn('a new password')).status).toBe(200);
  });

  test('twice at the same moment with the same present password succeeds once', async () => {
    const user = await newUser('buyer');
    const { accessToken } = await open(user);
    const answers = await Promise.all(
      ['one new password', 'another new password'].map((next) =>
        change(accessToken, { current_password: password, password: next }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});
