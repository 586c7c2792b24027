import { describe, expect, test } from '@jest/globals';
import { visitor } from '../../src/core/actor.js';
import type { Role } from '../../src/core/actor.js';
import { actorOf } from '../../src/users/actor-of.js';
import { changeRole } from '../../src/users/change-role.js';
import { closeUser } from '../../src/users/close-user.js';
import { createApiKey } from '../../src/users/create-api-key.js';
import { createUser } from '../../src/users/create-user.js';
import { disableUser } from '../../src/users/disable-user.js';
import { enableUser } from '../../src/users/enable-user.js';
import { sendPasswordReset } from '../../src/users/request-password-reset.js';
import { updateProfile, updateUser } from '../../src/users/update-user.js';
import { asOwner } from '../support/database.js';
import { newActor, newProgram, newUser } from './people.js';

const owner = await newActor('owner');
const admin = await newActor('admin');

const others: Role[] = ['team_lead', 'buyer', 'telemarketer', 'funds_coordinator', 'affiliate', 'customer'];
const code = (name: string) => expect.objectContaining({ code: name });

describe('who manages people', () => {
  const commands = {
    create: (userId: number) => [createUser, { email: `by-${String(userId)}@example.com`, role: 'buyer' }] as const,
    update: (userId: number) => [updateUser, { userId, firstName: 'Changed' }] as const,
    'change the role of': (userId: number) => [changeRole, { userId, role: 'buyer' }] as const,
    disable: (userId: number) => [disableUser, { userId }] as const,
    enable: (userId: number) => [enableUser, { userId }] as const,
    close: (userId: number) => [closeUser, { userId }] as const,
    'send a reset link to': (userId: number) => [sendPasswordReset, { userId }] as const,
  };

  test.each(Object.entries(commands))('nobody but owner and admin may %s somebody', async (_verb, make) => {
    const target = await newUser('affiliate');
    const [run, input] = make(target.id);
    const attempt = run as (actor: unknown, input: unknown) => Promise<unknown>;
    for (const role of others) await expect(attempt(await newActor(role), input)).rejects.toEqual(code('not_allowed'));
    await expect(attempt(visitor(), input)).rejects.toEqual(code('sign_in_required'));
    expect(await target.reload()).toMatchObject({ role: 'affiliate', status: 'active', firstName: null });
  });

  test.each(['owner', 'admin'] as const)('an admin has no say over an %s, nor makes one', async (role) => {
    const target = await newUser(role);
    const attempts = [
      () => updateUser(admin, { userId: target.id, firstName: 'X' }),
      () => changeRole(admin, { userId: target.id, role: 'buyer' }),
      () => disableUser(admin, { userId: target.id }),
      () => closeUser(admin, { userId: target.id }),
      () => sendPasswordReset(admin, { userId: target.id }),
      () => createUser(admin, { email: 'made@example.com', role }),
      async () => changeRole(admin, { userId: (await newUser('buyer')).id, role }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toEqual(code('not_allowed'));
    expect(await target.reload()).toMatchObject({ role, status: 'active', firstName: null });
  });

  test('somebody who does not exist is not found', async () => {
    await expect(disableUser(owner, { userId: 999_999 })).rejects.toEqual(code('not_found'));
  });
});

describe('inviting somebody', () => {
  test('makes an account without a password, and an event for the mail', async () => {
    const user = await createUser(admin, { email: 'invited@example.com', role: 'team_lead', firstName: 'Ida' });
    expect(user).toMatchObject({ role: 'team_lead', status: 'active', emailVerifiedAt: null, displayName: 'Ida' });
    expect(await asOwner('SELECT 1 FROM user_credentials WHERE user_id = $1', [user.id])).toEqual([]);
    const events = await asOwner(`SELECT 1 FROM outbox WHERE type = 'user.registered' AND payload->>'userId' = $1`, [
      String(user.id),
    ]);
    expect(events).toHaveLength(1);
  });

  test('twice with one address is refused the second time', async () => {
    await createUser(admin, { email: 'twice@example.com', role: 'buyer' });
    await expect(createUser(admin, { email: 'twice@example.com', role: 'buyer' })).rejects.toEqual(code('duplicate'));
  });
});

describe('changing details', () => {
  test('keeps what is left out, empties what is empty, and notes both in the log', async () => {
    const user = await newUser('buyer', { firstName: 'Asha', lastName: 'Khan', phone: '+919876500001' });
    await updateUser(admin, { userId: user.id, lastName: '' });
    expect(await user.reload()).toMatchObject({ firstName: 'Asha', lastName: null, phone: '+919876500001' });
    const [log] = await asOwner(
      `SELECT changes FROM command_log WHERE command = 'user.update' ORDER BY id DESC LIMIT 1`,
    );
    expect(log).toEqual({
      changes: [{ table: 'users', id: user.id, before: { lastName: 'Khan' }, after: { lastName: null } }],
    });
  });

  test('to a new address asks to confirm it again', async () => {
    const user = await newUser('buyer', { emailVerifiedAt: new Date() });
    await updateUser(admin, { userId: user.id, email: 'moved@example.com' });
    expect((await user.reload()).emailVerifiedAt).toBeNull();
    expect(await asOwner(`SELECT payload FROM outbox WHERE type = 'user.email_changed'`)).toContainEqual({
      payload: { userId: user.id },
    });
  });

  test('of oneself is open to everyone, but never for the address, the role or the status', async () => {
    const user = await newUser('customer');
    const actor = actorOf(user, null);
    await updateProfile(actor, { firstName: 'Bo', phone: '+44 20 7946 0958', language: 'hi' });
    expect(await user.reload()).toMatchObject({ firstName: 'Bo', phone: '+442079460958', language: 'hi' });
    for (const field of ['email', 'role', 'status', 'userId', 'emailVerifiedAt']) {
      await expect(updateProfile(actor, { [field]: 'owner' })).rejects.toEqual(code('invalid'));
    }
  });

  test('refuses what somebody else has', async () => {
    const [one, two] = [await newUser('buyer', { username: 'first-come' }), await newUser('buyer')];
    await expect(updateUser(admin, { userId: two.id, username: 'FIRST-come' })).rejects.toEqual(code('duplicate'));
    await expect(updateUser(admin, { userId: two.id, email: String(one.email) })).rejects.toEqual(code('duplicate'));
    await expect(updateUser(admin, { userId: one.id, username: 'first-come' })).resolves.toBeDefined();
  });
});

describe('giving another role', () => {
  test('takes effect, and the same again changes nothing', async () => {
    const user = await newUser('buyer');
    await changeRole(owner, { userId: user.id, role: 'funds_coordinator' });
    expect(await user.reload()).toMatchObject({ role: 'funds_coordinator', sessionVersion: 2 });
    await changeRole(owner, { userId: user.id, role: 'funds_coordinator' });
    expect((await user.reload()).sessionVersion).toBe(2);
  });

  test('ends the keys of who makes none any more, and leaves those of an owner who becomes admin', async () => {
    const program = await newProgram();
    const user = await newUser('owner');
    const { row } = await createApiKey(actorOf(user, program.id), { name: 'shop', scopes: ['sales:write'] });
    await changeRole(owner, { userId: user.id, role: 'admin' });
    expect((await row.reload()).revokedAt).toBeNull();
    await changeRole(owner, { userId: user.id, role: 'telemarketer' });
    expect((await row.reload()).revokedAt).not.toBeNull();
  });
});

describe('disabling and enabling', () => {
  test('moves between the two; out of order it is refused', async () => {
    const user = await newUser('buyer');
    await expect(enableUser(owner, { userId: user.id })).rejects.toEqual(code('wrong_state'));
    await disableUser(owner, { userId: user.id });
    expect(await user.reload()).toMatchObject({ status: 'disabled', disabledAt: expect.any(Date) });
    await expect(disableUser(owner, { userId: user.id })).rejects.toEqual(code('wrong_state'));
    await enableUser(owner, { userId: user.id });
    expect(await user.reload()).toMatchObject({ status: 'active', disabledAt: null });
  });

  test('is not done to oneself', async () => {
    await expect(disableUser(owner, { userId: Number(owner.userId) })).rejects.toEqual(code('not_allowed'));
  });
});
