import { beforeEach, describe, expect, test } from '@jest/globals';
import { installConsequences } from '../../src/core/work.js';
import type { Team } from '../../src/users/team.js';
import { asOwner } from '../support/database.js';
import { buyer, logOf, makeTeam, owner, teamNames } from './toys.js';

installConsequences({});
beforeEach(async () => {
  await asOwner('DELETE FROM teams');
  await asOwner('DELETE FROM idempotency_keys');
});

const answer = ({ id, name }: Team) => ({ status: 201, body: { id, name } });
const once = (key: string, input: unknown, actor = owner) => makeTeam.once(actor, input, { key, answer });

describe('a command under an Idempotency-Key', () => {
  test('gives its twin the first answer, and runs once', async () => {
    const first = await once('k1', { name: 'North' });
    const again = await once('k1', { name: 'North' });
    expect(first).toMatchObject({ status: 201, replayed: false, body: { name: 'North' } });
    expect(again).toEqual({ ...first, replayed: true });
    expect(await teamNames()).toEqual(['North']);
  });

  test('sent twenty times at once runs once and answers everyone the same', async () => {
    const logged = (await logOf('toy.make')).length;
    const answers = await Promise.all(Array.from({ length: 20 }, () => once('k2', { name: 'Race' })));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await teamNames()).toEqual(['Race']);
    expect(await logOf('toy.make')).toHaveLength(logged + 1);
  });

  test('does not mind the order of keys', async () => {
    await once('k3', { name: 'North', refuse: false });
    expect(await once('k3', { refuse: false, name: 'North' })).toMatchObject({ replayed: true });
  });

  test('with another input is refused', async () => {
    await once('k4', { name: 'North' });
    await expect(once('k4', { name: 'South' })).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    expect(await teamNames()).toEqual(['North']);
  });

  test('belongs to whoever sent it', async () => {
    await once('k5', { name: 'North' });
    const other = { ...owner, userId: 3 };
    expect(await once('k5', { name: 'South' }, other)).toMatchObject({ replayed: false });
    await expect(once('k5', { name: 'North' }, buyer)).rejects.toMatchObject({ code: 'not_allowed' });
  });

  test('that was refused can be sent again', async () => {
    await expect(once('k6', { name: 'North', refuse: true })).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await asOwner('SELECT 1 FROM idempotency_keys')).toEqual([]);
    expect(await once('k6', { name: 'North' })).toMatchObject({ replayed: false });
  });

  test('whose first one is still running waits three seconds and is then told so', async () => {
    const { Client } = await import('pg');
    const holder = new Client({ connectionString: process.env['OWNER_DATABASE_URL'] });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query(`INSERT INTO idempotency_keys (principal, key, fingerprint) VALUES ('user:1', 'k7', 'running')`);
    await expect(once('k7', { name: 'North' })).rejects.toMatchObject({ code: 'request_in_progress' });
    await holder.query('ROLLBACK');
    await holder.end();
    expect(await once('k7', { name: 'North' })).toMatchObject({ replayed: false });
  });
});
