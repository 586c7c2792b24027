import { describe, expect, test } from '@jest/globals';
import { system } from '../../src/core/actor.js';
import { auth } from '../../src/users/auth-routes.js';
import { disableUser } from '../../src/users/disable-user.js';
import { users } from '../../src/users/routes.js';
import { serve } from '../http/web.js';
import { countRows, newProgram, newUser, password } from './people.js';

const first = await newProgram();
const second = await newProgram();
const web = await serve([auth, users]);

const signIn = (body: Record<string, unknown>) => web.call('POST', '/api/v1/auth/login', { body });
const me = (token: string) => web.call('GET', '/api/v1/users/me', { token });

describe('signing in', () => {
  test('gives tokens that say who one is', async () => {
    const user = await newUser('buyer');
    const { status, body } = await signIn({ login: user.email, password });
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.any(String),
      refresh_token: expect.stringMatching(/^upr_/),
      token_type: 'Bearer',
      expires_in: 900,
    });
    expect((await me(body.access_token)).body).toMatchObject({ id: user.id, email: user.email, role: 'buyer' });
  });

  test('takes the e-mail address or the username, in any case', async () => {
    const user = await newUser('buyer', { username: 'Asha.K' });
    for (const login of ['asha.k', 'ASHA.K', String(user.email).toUpperCase()]) {
      expect((await signIn({ login, password })).status).toBe(200);
    }
  });

  test('is for the default program, or the one that is named', async () => {
    const { email } = await newUser('buyer');
    const audience = async (body: Record<string, unknown>): Promise<unknown> => {
      const token = String((await signIn({ login: email, password, ...body })).body.access_token);
      return (JSON.parse(Buffer.from(String(token.split('.')[1]), 'base64url').toString()) as { aud: string }).aud;
    };
    expect(await audience({})).toBe(first.key);
    expect(await audience({ program: second.key })).toBe(second.key);
    const refused = await signIn({ login: email, password, program: 'nowhere' });
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0].pointer).toBe('/program');
  });

  test('answers a wrong password and an unknown person alike, and stores nothing', async () => {
    const { email } = await newUser('buyer');
    const before = await countRows('refresh_tokens');
    const wrong = await signIn({ login: email, password: 'not the password' });
    const unknown = await signIn({ login: 'nobody@example.com', password: 'not the password' });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect({ ...wrong.body, request_id: '' }).toEqual({ ...unknown.body, request_id: '' });
    expect(await countRows('refresh_tokens')).toBe(before);
  });

  test('is refused to somebody disabled', async () => {
    const user = await newUser('buyer');
    await disableUser(system(), { userId: user.id });
    expect((await signIn({ login: user.email, password })).status).toBe(401);
  });

  test('is refused to somebody without a password', async () => {
    const user = await newUser('buyer', { passwordHash: null });
    expect((await signIn({ login: user.email, password })).status).toBe(401);
  });

  test('leaves no password in the command log', async () => {
    const { email } = await newUser('buyer');
    await signIn({ login: email, password });
    const [log] = await lastLog('session.open');
    expect(log).toMatchObject({ input: { login: email, password: '[secret]' } });
    expect(JSON.stringify(log)).not.toContain(password);
  });

  test('is limited per account, whoever asks, and the right password then waits too', async () => {
    const { email } = await newUser('buyer');
    const guesses = await Promise.all(
      Array.from({ length: 14 }, (_, n) => signIn({ login: email, password: `wrong guess ${String(n)}` })),
    );
    const statuses = guesses.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(4);
    const late = await signIn({ login: email, password });
    expect(late.status).toBe(429);
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

async function lastLog(command: string): Promise<unknown[]> {
  const { asOwner } = await import('../support/database.js');
  return asOwner('SELECT input, changes FROM command_log WHERE command = $1 ORDER BY id DESC LIMIT 1', [command]);
}
