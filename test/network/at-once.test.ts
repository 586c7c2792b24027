import { describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { asOwner } from '../support/database.js';
import { startProgram } from '../support/programs.js';
import { until } from '../support/until.js';
import { system } from '../../src/core/actor.js';
import { downline } from '../../src/network/downline.js';
import { moveMember } from '../../src/network/move-member.js';
import { Position } from '../../src/network/position.js';
import type { Tree } from '../../src/network/tree.js';
import { breaches, join, joinMany, newTree } from '../support/network.js';

const waiting = async (): Promise<number> => {
  const [row] = await asOwner<{ n: string }>(
    `SELECT count(*) AS n FROM pg_locks WHERE locktype = 'advisory' AND classid = 7001 AND NOT granted`,
  );
  return Number(row?.n);
};

/** Holds the tree's lock until that many wait for it, so that they truly meet. */
async function meeting<T>(tree: Tree, guests: number, meet: () => Promise<T>): Promise<T> {
  const host = new Client({ connectionString: process.env['OWNER_DATABASE_URL'] });
  await host.connect();
  await host.query('SELECT pg_advisory_lock(7001, $1)', [tree.id]);
  const met = meet();
  await until(`${guests} wait for the tree`, async () => (await waiting()) >= guests);
  await host.end();
  return met;
}

describe('fifty joins at once from two processes', () => {
  test('take fifty different slots in breadth-first order, none refused', async () => {
    const tree = await newTree(2);
    const root = await join(tree);
    const args = [tree.id, root.id, 25].map(String);
    const programs = await meeting(tree, 20, () =>
      Promise.all([1, 2].map(() => startProgram('test/support/joiner', {}, args))),
    );
    expect(programs.flatMap(({ ready }) => ready['members'])).toHaveLength(50);
    const below = await downline({ treeId: tree.id, top: { memberId: root.id, depth: 1 }, limit: 100 });
    const at = (level: number) => below.filter((one) => one.level === level);
    expect([1, 2, 3, 4, 5].map((level) => at(level).length)).toEqual([2, 4, 8, 16, 20]);
    const leftmost = at(4).slice(0, 10);
    expect(at(5).map(({ parentId }) => parentId)).toEqual(leftmost.flatMap(({ memberId }) => [memberId, memberId]));
    expect(await breaches()).toEqual([]);
  });
});

describe('two crossing moves at once', () => {
  test('make no cycle: one is done, the other refused', async () => {
    const tree = await newTree(2);
    const root = await join(tree);
    const [a, b] = (await joinMany(tree, root.id, 2)).map(({ id }) => id);
    const move = (memberId = 0, parentId = 0) => moveMember(system(tree.programId), { memberId, parentId });
    const answers = await meeting(tree, 2, () => Promise.allSettled([move(a, b), move(b, a)]));
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await Position.count({ where: { treeId: tree.id, parentId: root.id } })).toBe(1);
    expect(await breaches()).toEqual([]);
  });
});
