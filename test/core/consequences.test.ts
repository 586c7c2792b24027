import { beforeEach, describe, expect, test } from '@jest/globals';
import { installConsequences } from '../../src/core/work.js';
import { Team } from '../../src/users/team.js';
import { asOwner } from '../support/database.js';
import { logOf, makeTeam, owner, teamNames } from './toys.js';

beforeEach(async () => {
  installConsequences({});
  await asOwner('DELETE FROM teams');
  await asOwner('DELETE FROM outbox');
});

const outbox = () => asOwner(`SELECT type, payload, status FROM outbox ORDER BY id`);

describe('what follows within a command', () => {
  test('happens in its own transaction, in order, and may lead to more', async () => {
    const heard: string[] = [];
    installConsequences({
      'user.registered': [
        async ({ emit }, { userId }) => {
          heard.push('first');
          emit({ type: 'member.joined', memberId: userId });
        },
        async ({ tx }) => {
          heard.push('second');
          await Team.create({ name: 'By a listener' }, { transaction: tx });
        },
      ],
      'member.joined': [async () => void heard.push('third')],
    });
    await makeTeam(owner, { name: 'North' });
    expect(heard).toEqual(['first', 'second', 'third']);
    expect(await teamNames()).toEqual(['North', 'By a listener']);
    expect((await outbox()).map(({ type }) => type as string)).toEqual(['user.registered', 'member.joined']);
    expect((await logOf('toy.make')).at(-1)?.changes).toHaveLength(2);
  });

  test('undoes everything when it fails', async () => {
    installConsequences({ 'user.registered': [async () => Promise.reject(new Error('a bug in a listener'))] });
    await expect(makeTeam(owner, { name: 'North' })).rejects.toThrow('a bug in a listener');
    expect(await teamNames()).toEqual([]);
    expect(await outbox()).toEqual([]);
  });
});

describe('the command log', () => {
  test.each(['UPDATE command_log SET command = $1', 'DELETE FROM command_log WHERE command <> $1'])(
    'refuses %s',
    async (sql) => {
      await makeTeam(owner, { name: 'North' });
      await expect(asOwner(sql, ['forged'])).rejects.toThrow('command_log is append-only');
    },
  );

  test('refuses TRUNCATE', async () => {
    await expect(asOwner('TRUNCATE command_log CASCADE')).rejects.toThrow('append-only');
  });
});
