import { describe, expect, test } from '@jest/globals';
import { auth } from '../../src/users/auth-routes.js';
import { issueCode, redeemCode } from '../../src/users/codes.js';
import { OneTimeCode } from '../../src/users/one-time-code.js';
import type { User } from '../../src/users/user.js';
import { serve } from '../http/web.js';
import { asOwner } from '../support/database.js';
import { asSystem, newProgram, newUser } from './people.js';

await newProgram();
const web = await serve([auth]);

const issue = async (user: User): Promise<string> => {
  const asked = { purpose: 'sign_in', identifier: String(user.email) } as const;
  return asSystem(async (work) => (await issueCode(work, asked, user.id)).digits());
};
const guess = (identifier: string, digits: string): Promise<boolean> =>
  asSystem((work) => redeemCode(work, { purpose: 'sign_in', identifier }, digits));
const signIn = (user: User, code: string) =>
  web.call('POST', '/api/v1/auth/codes/sessions', { body: { email: user.email, code } });
const notThis = (digits: string): string => String((Number(digits) + 1) % 1_000_000).padStart(6, '0');

/** How many guesses were right; one that was sent away because too many waited was not compared at all. */
const rightOnes = (outcomes: PromiseSettledResult<boolean>[]): number =>
  outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value).length;

describe('a one-time code', () => {
  test('signs in once', async () => {
    const user = await newUser('customer');
    const code = await issue(user);
    expect((await signIn(user, code)).status).toBe(200);
    expect((await user.reload()).emailVerifiedAt).not.toBeNull();
    expect((await signIn(user, code)).status).toBe(401);
  });

  test('is compared five times at most, by however many at once', async () => {
    const user = await newUser('customer');
    const email = String(user.email);
    const code = await issue(user);
    const guesses = Array.from({ length: 200 }, () => guess(email, notThis(code)));
    expect(rightOnes(await Promise.allSettled(guesses))).toBe(0);
    const row = await OneTimeCode.findOne({ where: { identifier: email }, rejectOnEmpty: true });
    expect(row.attempts).toBe(5);
    expect(await guess(email, code)).toBe(false);
  });

  test('guessed right by many at once is right for one', async () => {
    const user = await newUser('customer');
    const code = await issue(user);
    const guesses = Array.from({ length: 20 }, () => guess(String(user.email), code));
    expect(rightOnes(await Promise.allSettled(guesses))).toBe(1);
  });

  test('counts a wrong guess that came over HTTP, although it is refused', async () => {
    const user = await newUser('customer');
    const code = await issue(user);
    expect((await signIn(user, notThis(code))).status).toBe(401);
    const row = await OneTimeCode.findOne({ where: { identifier: String(user.email) }, rejectOnEmpty: true });
    expect(row.attempts).toBe(1);
  });

  test('ends when a new one is sent, and after ten minutes', async () => {
    const user = await newUser('customer');
    const [old, next] = [await issue(user), await issue(user)];
    expect(await guess(String(user.email), old === next ? notThis(old) : old)).toBe(false);
    await asOwner(`UPDATE one_time_codes SET expires_at = now() - interval '1 second'`);
    expect(await guess(String(user.email), next)).toBe(false);
  });

  test('is nowhere in the database', async () => {
    const user = await newUser('customer');
    const code = await issue(user);
    const rows = await asOwner('SELECT * FROM one_time_codes WHERE user_id = $1', [user.id]);
    const texts = Object.values(rows[0] ?? {}).filter((value) => typeof value === 'string');
    expect(texts).not.toContain(code);
    expect(code).toMatch(/^\d{6}$/);
  });
});

describe('asking for a one-time code', () => {
  const ask = (email: string) => web.call('POST', '/api/v1/auth/codes', { body: { email } });

  test('answers the same whether somebody has that address or not, and sends only to who has', async () => {
    const user = await newUser('customer');
    const [known, unknown] = [await ask(String(user.email)), await ask('nobody@example.com')];
    expect([known.status, known.text]).toEqual([204, unknown.text]);
    const sent = await asOwner(`SELECT identifier FROM one_time_codes WHERE identifier IN ($1, 'nobody@example.com')`, [
      user.email,
    ]);
    expect(sent).toEqual([{ identifier: user.email }]);
  });

  test('is limited to five a minute, whatever address the caller claims to have', async () => {
    const { email } = await newUser('customer');
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        web.call('POST', '/api/v1/auth/codes', {
          body: { email },
          headers: { 'x-forwarded-for': `203.0.113.${String(n)}` },
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(5);
  });
});
