import { beforeAll, describe, expect, test } from '@jest/globals';
import { asOwner } from '../support/database.js';
import { system } from '../../src/core/actor.js';
import type { Actor } from '../../src/core/actor.js';
import { treeBelow } from '../../src/network/explorer.js';
import { memberDownline } from '../../src/network/lines.js';
import type { Member } from '../../src/network/member.js';
import { rollUpSponsors, rollUpTree } from '../../src/network/roll-up.js';
import { networkRoots } from '../../src/network/roots.js';
import { searchMembers } from '../../src/network/search-members.js';
import { treeRoutes } from '../../src/network/tree-routes.js';
import type { Tree } from '../../src/network/tree.js';
import { waitingMembers } from '../../src/network/waiting-members.js';
import { join, joinMany, newTree } from '../support/network.js';
import { serve } from '../tracking/web.js';
import { memberPerson, person } from './people.js';

const { call } = await serve(treeRoutes);

const nobodySells = 'SELECT 0::bigint AS member_id, 0::bigint AS volume WHERE false';

describe('the explorer of a binary tree', () => {
  let tree: Tree;
  let root: Member;
  let left: { actor: Actor; member: Member };
  let right: Member;
  let brought: Member;
  let stranger: Member;

  /** The left one brought somebody who stands on the right, with a stranger below. */
  beforeAll(async () => {
    tree = await newTree(2);
    root = await join(tree);
    left = await memberPerson(tree, { sponsorId: root.id });
    right = await join(tree, { sponsorId: root.id });
    brought = await join(tree, { sponsorId: left.member.id, placement: { parentId: right.id, slot: 1 } });
    stranger = await join(tree, { sponsorId: root.id, placement: { parentId: brought.id, slot: 0 } });
    const own = `SELECT ${String(stranger.id)}::bigint AS member_id, 700::bigint AS volume`;
    await rollUpTree(tree.programId, own);
    await rollUpSponsors(tree.programId, own);
  });

  const seen = (actor: Actor, memberId: number, line: 'placement' | 'sponsor' = 'placement') =>
    treeBelow(actor, { memberId, tree: line });

  test('tells of everybody the volume of each leg, the free slots and when they were counted', async () => {
    const { nodes, rolledUpAt } = await seen(system(tree.programId), root.id);
    expect(rolledUpAt).toBeInstanceOf(Date);
    expect(nodes.map(({ memberId }) => memberId)).toEqual(
      [root, left.member, right, brought, stranger].map(({ id }) => id),
    );
    const [top, , second] = nodes;
    expect(top?.legs.map(({ slot, members, volume }) => [slot, members, volume])).toEqual([
      [0, 1, 0n],
      [1, 3, 700n],
    ]);
    expect([top?.freeSlots, second?.freeSlots, second?.freeSlot]).toEqual([0, 1, 0]);
  });

  test('answers over HTTP with volumes as amounts are written', async () => {
    const [, { nodes }] = await call('GET', `/api/v1/network/${String(root.id)}`, { as: await person(tree, 'admin') });
    expect(nodes).toMatchObject([
      { volume: '7.00', legs: [{ volume: '0.00' }, { volume: '7.00' }] },
      { volume: '0.00' },
      { volume: '7.00' },
      { volume: '7.00' },
      { volume: '7.00' },
    ]);
  });

  test('draws the tree of sponsors with sums of its own', async () => {
    const { nodes } = await seen(system(tree.programId), root.id, 'sponsor');
    expect(nodes.map(({ memberId, parentId, members, volume }) => [memberId, parentId, members, volume])).toEqual([
      [root.id, null, 5, 700n],
      [left.member.id, root.id, 2, 0n],
      [right.id, root.id, 1, 0n],
      [stranger.id, root.id, 1, 700n],
      [brought.id, left.member.id, 1, 0n],
    ]);
  });

  test('shows a member whom he brought, but not who stands below them elsewhere', async () => {
    const { nodes } = await seen(left.actor, brought.id);
    expect(nodes.map(({ memberId }) => memberId)).toEqual([brought.id]);
    expect((await memberDownline(left.actor, { memberId: brought.id })).data).toEqual([]);
    expect((await seen(left.actor, left.member.id, 'sponsor')).nodes).toHaveLength(2);
    expect((await seen(left.actor, brought.id, 'sponsor')).nodes).toHaveLength(1);
    await expect(seen(left.actor, root.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(seen(left.actor, stranger.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('counts the sponsors’ sums once: again nothing changes', async () => {
    const own = `SELECT ${String(stranger.id)}::bigint AS member_id, 700::bigint AS volume`;
    expect(await rollUpSponsors(tree.programId, own)).toBe(0);
    expect(await rollUpSponsors(tree.programId, nobodySells)).toBe(2);
  });

  test('begins at the roots of either tree', async () => {
    const second = await join(tree);
    for (const line of ['placement', 'sponsor'] as const) {
      const { roots } = await networkRoots(system(tree.programId), { tree: line });
      expect(roots.map(({ memberId }) => memberId)).toEqual([root.id, second.id]);
      const { roots: further } = await networkRoots(system(tree.programId), { tree: line, after: root.id });
      expect(further.map(({ memberId }) => memberId)).toEqual([second.id]);
    }
  });
});

describe('the explorer of a wide tree', () => {
  test('shows twenty below the top and goes on after the last one', async () => {
    const tree = await newTree(50);
    const root = await join(tree);
    const members = await joinMany(tree, root.id, 45);
    const next = async (after?: number): Promise<number[]> => {
      const { nodes } = await treeBelow(system(tree.programId), {
        memberId: root.id,
        ...(after !== undefined && { after }),
      });
      return nodes.slice(1).map(({ memberId }) => memberId);
    };
    expect([...(await next()), ...(await next(19)), ...(await next(39))]).toEqual(members.map(({ id }) => id));
  });
});

describe('finding a member', () => {
  test('by the beginning of a name also finds those whom a user name hides', async () => {
    const tree = await newTree();
    const [one, two] = [await memberPerson(tree, { sponsorId: null }), await memberPerson(tree, { sponsorId: null })];
    await asOwner(`UPDATE users SET first_name = 'Zubin', last_name = 'Mehta' WHERE id = $1`, [one.actor.userId]);
    await asOwner(`UPDATE users SET username = 'zubin99' WHERE id = $1`, [two.actor.userId]);
    const find = async (text: string): Promise<number[]> =>
      (await searchMembers(system(tree.programId), { text })).map(({ member }) => member.id);
    expect(await find('ZUBIN')).toEqual([one.member.id, two.member.id]);
    expect(await find('zubin me')).toEqual([one.member.id]);
    expect(await find('meh')).toEqual([one.member.id]);
    expect(await find('%')).toEqual([]);
    expect((await find(String(two.member.id)))[0]).toBe(two.member.id);
  });
});

describe('the holding tank', () => {
  test('is read a page at a time, the longest waiting first, by the office alone', async () => {
    const tree = await newTree();
    const root = await join(tree);
    const waiting = (await joinMany(tree, root.id, 53, 'manual')).map(({ id }) => id);
    const first = await waitingMembers(system(tree.programId), {});
    expect([first.data.length, first.hasMore, first.data[0]?.sponsor?.memberId]).toEqual([50, true, root.id]);
    const rest = await waitingMembers(system(tree.programId), { after: first.data.at(-1)?.entryId });
    expect([...first.data, ...rest.data].map(({ memberId }) => memberId)).toEqual(waiting);
    expect(rest.hasMore).toBe(false);
    await expect(waitingMembers(await person(tree, 'team_lead'), {})).rejects.toMatchObject({ code: 'not_allowed' });
  });
});
