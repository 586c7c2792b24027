import { beforeAll, describe, expect, test } from '@jest/globals';
import jwt from 'jsonwebtoken';
import { secretFor } from '../../config/secrets.js';
import { users } from '../../src/users/routes.js';
import { signToken } from '../../src/users/tokens.js';
import { User } from '../../src/users/user.js';
import { serve } from '../http/web.js';
import { newKey, newProgram, newUser } from './people.js';

const program = await newProgram();
const web = await serve([users]);
const user = await newUser('owner');
const good = { typ: 'access', ver: 1 };
const options = { issuer: 'upline', subject: String(user.id), audience: program.key, expiresIn: 900 } as const;
const secret = secretFor('access-token');

const me = (authorization: string) => web.call('GET', '/api/v1/users/me', { headers: { authorization } });

/** A token without any signature, as some libraries once accepted. */
function unsigned(): string {
  const [, payload] = jwt.sign(good, secret, options).split('.');
  const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
  return `${header}.${String(payload)}.`;
}

describe('an access token', () => {
  beforeAll(async () => {
    expect((await me(`Bearer ${jwt.sign(good, secret, options)}`)).status).toBe(200);
  });

  test.each([
    ['without a signature', unsigned],
    ['signed with another secret', () => jwt.sign(good, 'another secret of the same length 32', options)],
    ['signed with the secret of mails', () => jwt.sign(good, secretFor('mail-link'), options)],
    ['of another issuer', () => jwt.sign(good, secret, { ...options, issuer: 'somebody' })],
    ['for a program that does not exist', () => jwt.sign(good, secret, { ...options, audience: 'elsewhere' })],
    [
      'without an audience',
      () => jwt.sign(good, secret, { issuer: 'upline', subject: String(user.id), expiresIn: 900 }),
    ],
    ['of a kind for mails', () => jwt.sign({ ...good, typ: 'set-password' }, secret, options)],
    ['of an older session version', () => jwt.sign({ ...good, ver: 0 }, secret, options)],
    ['of nobody', () => jwt.sign(good, secret, { ...options, subject: '999999999' })],
    ['whose subject is a sentence', () => jwt.sign(good, secret, { ...options, subject: `${String(user.id)} OR 1=1` })],
    ['signed by another algorithm', () => jwt.sign(good, secret, { ...options, algorithm: 'HS512' })],
    ['not valid yet', () => jwt.sign(good, secret, { ...options, notBefore: 60 })],
  ])('%s is refused', async (_which, forge) => {
    const { status, body } = await me(`Bearer ${forge()}`);
    expect([status, body.code]).toEqual([401, 'bad_credentials']);
  });

  test('that has expired says so, so that the client refreshes', async () => {
    const old = signToken('access', { userId: user.id, seconds: -1, audience: program.key, sessionVersion: 1 });
    const { status, body } = await me(`Bearer ${old}`);
    expect([status, body.code]).toEqual([401, 'token_expired']);
  });

  test.each(['Bearer', 'Bearer ', 'Bearer a.b.c', 'Basic dXNlcjpwYXNz', 'nonsense', `Bearer ${'x'.repeat(5000)}`])(
    'cannot be %p',
    async (authorization) => {
      expect((await me(authorization)).status).toBe(401);
    },
  );

  test('of a closed person is refused', async () => {
    const gone = await newUser('buyer');
    const token = signToken('access', { userId: gone.id, seconds: 60, audience: program.key, sessionVersion: 1 });
    await User.update({ status: 'closed' }, { where: { id: gone.id } });
    expect((await me(`Bearer ${token}`)).status).toBe(401);
  });

  test('is no API key, and an API key is nobody in particular', async () => {
    const key = await newKey(program, ['orders:read']);
    expect((await me(`Bearer ${key}`)).status).toBe(403);
    const token = jwt.sign(good, secret, options);
    expect((await web.call('GET', '/api/v1/users/me', { headers: { 'x-api-key': token } })).status).toBe(401);
  });
});
