import { describe, expect, test } from '@jest/globals';
import { system } from '../../src/core/actor.js';
import { actorOf } from '../../src/users/actor-of.js';
import { changeRole } from '../../src/users/change-role.js';
import { closeOwnAccount, closeUser } from '../../src/users/close-user.js';
import { disableUser } from '../../src/users/disable-user.js';
import { User } from '../../src/users/user.js';
import { asOwner } from '../support/database.js';
import { newActor, newKey, newProgram, newUser } from './people.js';

const owner = await newActor('owner');
const code = (name: string) => expect.objectContaining({ code: name });

describe('closing an account', () => {
  test('leaves nothing that names the person, and nothing that works', async () => {
    const program = await newProgram();
    const user = await newUser('buyer', { username: 'leaver', firstName: 'Lea', phone: '+919876500077' });
    await newKey(program, ['orders:read']);
    await asOwner('UPDATE api_keys SET owner_id = $1', [user.id]);
    await closeUser(owner, { userId: user.id });
    expect(await user.reload()).toMatchObject({
      status: 'closed',
      email: null,
      phone: null,
      firstName: null,
      username: `closed-${String(user.id)}`,
    });
    expect(await asOwner('SELECT 1 FROM user_credentials WHERE user_id = $1', [user.id])).toEqual([]);
    expect(await asOwner('SELECT 1 FROM api_keys WHERE owner_id = $1 AND revoked_at IS NULL', [user.id])).toEqual([]);
    await expect(closeUser(owner, { userId: user.id })).rejects.toEqual(code('wrong_state'));
  });

  test('is everybody’s own right, and frees the address', async () => {
    const user = await newUser('customer');
    const email = String(user.email);
    await closeOwnAccount(actorOf(user, null), {});
    await expect(newUser('customer', { email })).resolves.toMatchObject({ email });
  });
});

describe('the last owner', () => {
  test('cannot be demoted, disabled or closed, also not by two owners at the same moment', async () => {
    const [one, two] = [await newUser('owner'), await newUser('owner')];
    await User.update(
      { status: 'disabled' },
      {
        where: {
          role: 'owner',
          id: (await User.findAll({ where: { role: 'owner' } }))
            .map(({ id }) => id)
            .filter((id) => id !== one.id && id !== two.id),
        },
      },
    );
    const outcomes = await Promise.allSettled([
      disableUser(actorOf(one, null), { userId: two.id }),
      disableUser(actorOf(two, null), { userId: one.id }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [last] = await User.findAll({ where: { role: 'owner', status: 'active' } });
    const userId = Number(last?.id);
    await expect(changeRole(system(), { userId, role: 'admin' })).rejects.toEqual(code('conflict'));
    await expect(closeUser(system(), { userId })).rejects.toEqual(code('conflict'));
    await User.update({ status: 'active' }, { where: { role: 'owner' } });
  });
});
