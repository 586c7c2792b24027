import { beforeAll, describe, expect, test } from '@jest/globals';
import { asOwner } from '../support/database.js';
import { breaches, join, newTree, placeOf } from '../support/network.js';
import { system } from '../../src/core/actor.js';
import { downline } from '../../src/network/downline.js';
import { moveMember } from '../../src/network/move-member.js';
import type { Tree } from '../../src/network/tree.js';
import { isAtOrAbove, placementParent, upline } from '../../src/network/upline.js';

const depth = 100_000;
let tree: Tree;
let top: number;
const at = (level: number): number => top + level - 1;

/** One left leg, each member sponsored by the one above. */
beforeAll(async () => {
  tree = await newTree(2);
  top = (await join(tree)).id;
  const binds = [tree.programId, top, depth, tree.id];
  await asOwner(
    `INSERT INTO members (id, program_id, sponsor_id) OVERRIDING SYSTEM VALUE
     SELECT $2 + n, $1, $2 + n - 1 FROM generate_series(1::bigint, $3::bigint - 1) AS n`,
    binds.slice(0, 3),
  );
  await asOwner(`SELECT setval('members_id_seq', (SELECT max(id) FROM members))`);
  await asOwner(
    `INSERT INTO positions
       (program_id, tree_id, member_id, parent_id, slot, depth, free_slot, leg_head_id, right_tail_id)
     SELECT $1, $4, $2 + n, $2 + n - 1, 0, n + 1, CASE WHEN n < $3 - 1 THEN 1 ELSE 0 END, $2, $2 + n
     FROM generate_series(1::bigint, $3::bigint - 1) AS n`,
    binds,
  );
  await asOwner('UPDATE positions SET free_slot = 1, left_tail_id = $2 WHERE tree_id = $1 AND member_id = $3', [
    tree.id,
    at(depth),
    top,
  ]);
  await asOwner('ANALYZE positions, members');
}, 120_000);

const under = async (sponsorId: number, placement: 'breadth_first' | 'left_chain' | 'right_chain' | 'weaker_leg') =>
  placeOf(tree, await join(tree, { sponsorId, placement }));

describe('a tree 100,000 deep', () => {
  test('is as it should be', async () => {
    expect(await breaches()).toEqual([]);
  }, 120_000);

  test('takes newcomers at its top and at its bottom', async () => {
    expect(await under(top, 'breadth_first')).toEqual([top, 1, 2]);
    expect(await under(top, 'left_chain')).toEqual([at(depth), 0, depth + 1]);
    expect(await under(at(depth), 'weaker_leg')).toEqual([depth + top + 1, 0, depth + 2]);
    expect(await under(at(50_000), 'right_chain')).toEqual([at(50_000), 1, 50_001]);
  });

  test('answers who is above without recursion, a part at a time', async () => {
    const levels = (await upline(at(depth), { tree: 'placement', levels: 10 })).map(({ memberId }) => memberId);
    expect(levels).toEqual(Array.from({ length: 10 }, (_, n) => at(depth - 1 - n)));
    expect(await upline(at(depth), { tree: 'placement', levels: depth })).toHaveLength(depth - 1);
    expect(await upline(at(depth), { tree: 'sponsor', levels: depth })).toHaveLength(depth - 1);
    expect(await isAtOrAbove(top, at(depth), 'placement')).toBe(true);
    expect(await isAtOrAbove(at(depth), top, 'sponsor')).toBe(false);
    expect(await placementParent(at(7))).toBe(at(6));
  });

  test('lists who is below from any place on', async () => {
    const page = { treeId: tree.id, top: { memberId: top, depth: 1 }, limit: 3 };
    const next = await downline({ ...page, after: at(60_000) });
    expect(next.map(({ memberId, level }) => [memberId, level])).toEqual([
      [at(60_001), 60_000],
      [at(60_002), 60_001],
      [at(60_003), 60_002],
    ]);
  });

  test('lets half of it move, and refuses to hang it below itself', async () => {
    const move = (memberId: number, parentId: number, slot: number) =>
      moveMember(system(tree.programId), { memberId, parentId, slot });
    await expect(move(at(2), at(depth), 1)).rejects.toMatchObject({ code: 'invalid' });
    await move(at(50_001), at(10), 1);
    expect(await placeOf(tree, { id: at(depth) })).toEqual([at(depth - 1), 0, depth - 49_990]);
    expect(await under(top, 'left_chain')).toEqual([at(50_000), 0, 50_001]);
    expect(await breaches()).toEqual([]);
  }, 120_000);
});
