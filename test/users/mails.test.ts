import { readFile, readdir } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { env } from '../../config/env.js';
import { fromRoot } from '../../config/paths.js';
import { consumers } from '../../src/consumers.js';
import { system } from '../../src/core/actor.js';
import { deliverEvents } from '../../src/jobs/deliver-events.js';
import { auth } from '../../src/users/auth-routes.js';
import { createUser } from '../../src/users/create-user.js';
import { disableUser } from '../../src/users/disable-user.js';
import { updateUser } from '../../src/users/update-user.js';
import { serve } from '../http/web.js';
import { newActor, newProgram, newUser, password } from './people.js';

await newProgram();
const web = await serve([auth]);
const folder = fromRoot(env.DATA_DIR, 'mails');
const post = (path: string, body: unknown) => web.call('POST', `/api/v1/auth/${path}`, { body });

/** Delivers what waits; returns the mails sent to that address since the test began. */
async function mailsTo(address: string | null): Promise<string[]> {
  while (await deliverEvents(consumers));
  const files = await readdir(folder).catch(() => []);
  const mails = await Promise.all(files.sort().map((file) => readFile(`${folder}/${file}`, 'utf8')));
  return mails.filter((mail) => mail.includes(`To: ${String(address)}`)).map(unwrapped);
}

const unwrapped = (mail: string): string => mail.replaceAll('=\n', '').replaceAll('=3D', '=');
const tokenIn = (mail: string): string => /token=([\w.-]+)/.exec(mail)?.[1] ?? '';

describe('the mails of accounts', () => {
  test('who registers gets a link that confirms the address, once', async () => {
    await post('register', { email: 'new@example.com', password });
    const [mail = '', ...more] = await mailsTo('new@example.com');
    expect(more).toEqual([]);
    expect(mail).toContain('Subject: Confirm your e-mail address');
    expect((await post('verify-email', { token: tokenIn(mail) })).status).toBe(200);
  });

  test('who is invited gets a link to set the first password', async () => {
    await createUser(await newActor('owner'), { email: 'invited@example.com', role: 'buyer', firstName: 'Ida' });
    const [mail = ''] = await mailsTo('invited@example.com');
    expect(mail).toContain('Hello Ida,');
    const set = await web.call('PUT', '/api/v1/auth/password', { body: { token: tokenIn(mail), password } });
    expect(set.status).toBe(200);
    expect((await post('login', { login: 'invited@example.com', password })).status).toBe(200);
  });

  test('who forgot the password gets a link that works', async () => {
    const { email } = await newUser('customer');
    await post('password-resets', { email });
    const [mail = ''] = await mailsTo(email);
    const set = await web.call('PUT', '/api/v1/auth/password', {
      body: { token: tokenIn(mail), password: 'a new password' },
    });
    expect(set.status).toBe(200);
  });

  test('who asks for a code gets one that signs in', async () => {
    const { email } = await newUser('customer');
    await post('codes', { email });
    const [mail = ''] = await mailsTo(email);
    const code = /^ {4}(\d{6})$/m.exec(mail)?.[1];
    expect((await post('codes/sessions', { email, code })).status).toBe(200);
  });

  test('a new address is asked to be confirmed', async () => {
    const { id } = await newUser('customer');
    await updateUser(await newActor('owner'), { userId: id, email: 'moved@example.com' });
    expect(await mailsTo('moved@example.com')).toHaveLength(1);
  });

  test('are in the language of the person', async () => {
    await post('register', { email: 'hindi@example.com', password, language: 'hi' });
    const [mail = ''] = await mailsTo('hindi@example.com');
    expect(mail).toContain('lang="hi"');
  });

  test('are not written to people who cannot sign in any more', async () => {
    const user = await newUser('customer');
    await post('password-resets', { email: user.email });
    await disableUser(system(), { userId: user.id });
    expect(await mailsTo(user.email)).toEqual([]);
  });
});
