import { beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { system, visitor } from '../../src/core/actor.js';
import { withoutSecrets } from '../../src/core/command-log.js';
import { command } from '../../src/core/command.js';
import { anyone } from '../../src/core/policy.js';
import { installConsequences } from '../../src/core/work.js';
import { Team } from '../../src/users/team.js';
import { asOwner } from '../support/database.js';
import { buyer, logOf, makeTeam, owner, renameBoth, teamNames } from './toys.js';

beforeEach(async () => {
  installConsequences({});
  await asOwner('DELETE FROM teams');
  await asOwner('DELETE FROM outbox');
});

const outbox = () => asOwner(`SELECT type, payload, status FROM outbox ORDER BY id`);

describe('a command', () => {
  test('writes its rows, one log entry and its events together', async () => {
    const before = (await logOf('toy.make')).length;
    const team = await makeTeam({ ...owner, programId: 7 }, { name: ' North ' }, 'request-1');
    const log = (await logOf('toy.make')).slice(before);
    expect(log).toHaveLength(1);
    expect(log[0]).toMatchObject({
      principal: 'user:1',
      user_id: '1',
      program_id: '7',
      request_id: 'request-1',
      input: { name: ' North ' },
    });
    expect(log[0]?.changes).toEqual([
      { table: 'teams', id: team.id, before: null, after: expect.objectContaining({ name: 'North' }) },
    ]);
    expect(await outbox()).toEqual([{ type: 'user.registered', payload: { userId: team.id }, status: 'waiting' }]);
  });

  test('notes of a changed row only what changed, as it was and as it is', async () => {
    const one = await makeTeam(owner, { name: 'One' });
    const two = await makeTeam(owner, { name: 'Two' });
    await renameBoth(async () => undefined)(owner, { first: one.id, second: two.id, name: 'New' });
    expect((await logOf('toy.rename-both')).at(-1)?.changes).toEqual([
      { table: 'teams', id: one.id, before: { name: 'One' }, after: { name: 'New 1' } },
      { table: 'teams', id: two.id, before: { name: 'Two' }, after: { name: 'New 2' } },
    ]);
  });

  test('keeps secrets out of the log', async () => {
    await makeTeam(owner, { name: 'North', password: 'open sesame' });
    expect((await logOf('toy.make')).at(-1)?.input).toEqual({ name: 'North', password: '[secret]' });
  });

  test('keeps the token of a cookie out of the log', () => {
    const browser = { ip: null, userAgent: 'Firefox', cookie: 'c0ffee' };
    expect(withoutSecrets({ browser })).toEqual({ browser: { ...browser, cookie: '[secret]' } });
  });

  test('that refuses leaves nothing behind', async () => {
    const before = (await logOf('toy.make')).length;
    await expect(makeTeam(owner, { name: 'North', refuse: true })).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await teamNames()).toEqual([]);
    expect(await outbox()).toEqual([]);
    expect(await logOf('toy.make')).toHaveLength(before);
  });

  test('is refused to whom its policy does not name, before its input is looked at', async () => {
    await expect(makeTeam(buyer, { name: '' })).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(makeTeam(visitor(), { name: '' })).rejects.toMatchObject({ code: 'sign_in_required' });
    await expect(makeTeam({ ...owner, kind: 'key' }, { name: 'x' })).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(makeTeam(system(), { name: 'By the system' })).resolves.toBeDefined();
  });

  test('refuses wrong input with every fault and its path, before anything is opened', async () => {
    const attempt = makeTeam(owner, { name: '', refuse: 'yes', more: 1 } as never);
    await expect(attempt).rejects.toMatchObject({
      code: 'invalid',
      details: {
        faults: [
          expect.objectContaining({ path: ['name'] }),
          expect.objectContaining({ path: ['refuse'] }),
          { path: ['more'], code: 'unknown_key', message: 'is not a known field' },
        ],
      },
    });
  });

  test('turns what the database refuses into a refusal that shows no SQL', async () => {
    await makeTeam(owner, { name: 'North' });
    const error: unknown = await makeTeam(owner, { name: 'NORTH' }).catch((fault: unknown) => fault);
    expect(error).toMatchObject({ code: 'duplicate', message: 'This already exists (teams name).' });
  });

  test('that fails by a bug leaves nothing behind and lets the bug be seen', async () => {
    const buggy = command({
      name: 'toy.buggy',
      input: z.strictObject({}),
      allow: anyone,
      async run({ tx }) {
        await Team.create({ name: 'Half' }, { transaction: tx });
        throw new TypeError('a bug');
      },
    });
    await expect(buggy(owner, {})).rejects.toThrow(TypeError);
    expect(await teamNames()).toEqual([]);
  });

  test('prepares slow work before it opens the transaction, and knows who asks', async () => {
    const seen: string[] = [];
    const slow = command({
      name: 'toy.slow',
      input: z.strictObject({ word: z.string() }),
      allow: anyone,
      async prepare(input, actor) {
        const [row] = await asOwner<{ n: string }>(
          `SELECT count(*) AS n FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = current_database()`,
        );
        seen.push(`${actor.name}: ${String(row?.n)} open`);
        return { word: input.word.toUpperCase() };
      },
      run: async ({ input }) => input.word,
    });
    expect(await slow(owner, { word: 'hashed' })).toBe('HASHED');
    expect(seen).toEqual(['Owner: 0 open']);
  });

  test('tells the time of the database, one for the whole transaction', async () => {
    const clock = command({
      name: 'toy.clock',
      input: z.strictObject({}),
      allow: anyone,
      async run({ now, tx }) {
        const team = await Team.create({ name: 'Now' }, { transaction: tx });
        return [now.getTime(), team.createdAt.getTime()];
      },
    });
    const [now, created] = await clock(owner, {});
    expect(now).toBe(created);
  });

  test('crossing another one is tried again when PostgreSQL asks for that', async () => {
    const one = await makeTeam(owner, { name: 'One' });
    const two = await makeTeam(owner, { name: 'Two' });
    const meet = meeting(2);
    const rename = renameBoth(meet);
    await Promise.all([
      rename(owner, { first: one.id, second: two.id, name: 'A' }),
      rename(owner, { first: two.id, second: one.id, name: 'B' }),
    ]);
    const names = await teamNames();
    expect([
      ['A 1', 'A 2'],
      ['B 2', 'B 1'],
    ]).toContainEqual(names);
  });
});

/** Lets the first `count` callers wait for each other; later ones (second attempts) pass. */
function meeting(count: number): () => Promise<void> {
  const waiting: (() => void)[] = [];
  let arrived = 0;
  return () => {
    arrived += 1;
    if (arrived > count) return Promise.resolve();
    return new Promise((resolve) => {
      waiting.push(resolve);
      if (arrived === count) waiting.forEach((go) => go());
    });
  };
}
