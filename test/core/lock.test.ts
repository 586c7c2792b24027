import { Op } from 'sequelize';
import { describe, expect, test } from '@jest/globals';
import { findOrRefuse, lockOrRefuse } from '../../src/core/lock.js';
import { transaction } from '../../src/core/transaction.js';
import { Team } from '../../src/users/team.js';
import { asOwner } from '../support/database.js';

await asOwner(`INSERT INTO teams (name) VALUES ('North'), ('South')`);
const [north, south] = await Team.findAll({ order: ['id'] });
const id = Number(north?.id);

const scopes = [
  ['another column', { name: 'South' }],
  ['the id itself', { id: Number(south?.id) }],
  ['a list of ids', { id: [Number(south?.id)] }],
  ['no id at all', { id: null }],
  ['an operator', { [Op.or]: [{ name: 'South' }, { name: 'West' }] }],
] as const;

describe('a row looked for within a scope', () => {
  test.each(scopes)('by %s is not found when it stands outside', async (_by, within) => {
    await expect(findOrRefuse(Team, id, within)).rejects.toMatchObject({
      code: 'not_found',
      message: 'There is no such team.',
    });
    await expect(transaction((tx) => lockOrRefuse(Team, id, tx, within))).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is found when it stands inside, or when there is no scope', async () => {
    expect((await findOrRefuse(Team, id, { id: [id] })).name).toBe('North');
    expect((await findOrRefuse(Team, id)).name).toBe('North');
    expect((await transaction((tx) => lockOrRefuse(Team, id, tx, { name: 'North' }))).id).toBe(id);
  });
});

describe('a locked row', () => {
  test('makes the next one wait until the first is done', async () => {
    const order: string[] = [];
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const first = transaction(async (tx) => {
      await lockOrRefuse(Team, id, tx);
      order.push('first has it');
      await held;
      order.push('first is done');
    });
    while (order.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const second = transaction(async (tx) => {
      await lockOrRefuse(Team, id, tx);
      order.push('second has it');
    });
    letGo();
    await Promise.all([first, second]);
    expect(order).toEqual(['first has it', 'first is done', 'second has it']);
  });
});
