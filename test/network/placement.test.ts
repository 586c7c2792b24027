import { describe, expect, test } from '@jest/globals';
import { asOwner } from '../support/database.js';
import { HoldingTankEntry } from '../../src/network/holding-tank-entry.js';
import { breaches, join, joinMany, newTree, placeOf } from '../support/network.js';

describe('placing a newcomer', () => {
  test('in a tree of width 3, stands the fourth under the first child, at level 3', async () => {
    const tree = await newTree(3);
    const root = await join(tree);
    const [first, second, third, fourth] = await joinMany(tree, root.id, 4);
    expect(await placeOf(tree, first ?? root)).toEqual([root.id, 0, 2]);
    expect(await placeOf(tree, second ?? root)).toEqual([root.id, 1, 2]);
    expect(await placeOf(tree, third ?? root)).toEqual([root.id, 2, 2]);
    expect(await placeOf(tree, fourth ?? root)).toEqual([first?.id, 0, 3]);
  });

  test('in a binary tree whose sponsor has no free slot, stands left under his left child', async () => {
    const tree = await newTree(2);
    const sponsor = await join(tree, { sponsorId: (await join(tree)).id });
    const [left] = await joinMany(tree, sponsor.id, 2);
    const newcomer = await join(tree, { sponsorId: sponsor.id });
    expect(await placeOf(tree, newcomer)).toEqual([left?.id, 0, 4]);
  });

  test('in an uneven tree, takes the leftmost of the nearest free slots', async () => {
    const tree = await newTree(2);
    const root = await join(tree);
    const [left, right] = await joinMany(tree, root.id, 2);
    await joinMany(tree, left?.id ?? 0, 5);
    await join(tree, { sponsorId: right?.id ?? 0, placement: { parentId: right?.id ?? 0, slot: 1 } });
    expect(await placeOf(tree, await join(tree, { sponsorId: root.id }))).toEqual([right?.id, 0, 3]);
  });

  test('in an outer leg, follows that leg to its end whatever stands beside it', async () => {
    const tree = await newTree(3);
    const root = await join(tree);
    await joinMany(tree, root.id, 5);
    const left = await joinMany(tree, root.id, 3, 'left_chain');
    const right = await joinMany(tree, root.id, 3, 'right_chain');
    expect((await placeOf(tree, left[2] ?? root)).slice(1)).toEqual([0, 6]);
    expect((await placeOf(tree, right[2] ?? root)).slice(1)).toEqual([2, 5]);
    expect(await breaches()).toEqual([]);
  });

  test('in the weaker leg, takes the leg with less volume and the left one on a tie', async () => {
    const tree = await newTree(2);
    const root = await join(tree);
    const [left, right] = await joinMany(tree, root.id, 2);
    const tied = await join(tree, { sponsorId: root.id, placement: 'weaker_leg' });
    expect(await placeOf(tree, tied)).toEqual([left?.id, 0, 3]);
    await asOwner('UPDATE positions SET subtree_volume = 100 WHERE member_id = $1', [left?.id]);
    const weaker = await join(tree, { sponsorId: root.id, placement: 'weaker_leg' });
    expect(await placeOf(tree, weaker)).toEqual([right?.id, 0, 3]);
  });

  test('by hand, lets him wait in the holding tank, and whoever he brings meanwhile', async () => {
    const tree = await newTree(2, 'manual');
    const root = await join(tree);
    const waiting = await join(tree, { sponsorId: root.id });
    const brought = await join(tree, { sponsorId: waiting.id, placement: 'breadth_first' });
    const entries = await HoldingTankEntry.findAll({ where: { programId: tree.programId }, order: ['id'] });
    expect(entries.map(({ memberId, placedAt }) => [memberId, placedAt])).toEqual([
      [waiting.id, null],
      [brought.id, null],
    ]);
  });

  test('in a slot that is taken, or that the tree does not have, is refused and makes no member', async () => {
    const tree = await newTree(2);
    const root = await join(tree);
    const [left] = await joinMany(tree, root.id, 1);
    const into = (parentId: number, slot: number) =>
      join(tree, { sponsorId: root.id, externalId: 'refused', placement: { parentId, slot } });
    await expect(into(root.id, 0)).rejects.toMatchObject({ code: 'conflict' });
    await expect(into(root.id, 2)).rejects.toMatchObject({ code: 'invalid' });
    await expect(into(987_654, 0)).rejects.toMatchObject({ code: 'not_found' });
    expect(await asOwner('SELECT id FROM members WHERE external_id = $1', ['refused'])).toEqual([]);
    expect(await placeOf(tree, left ?? root)).toEqual([root.id, 0, 2]);
  });
});

describe('joining', () => {
  test('under a sponsor of another program, or a closed one, is refused', async () => {
    const [tree, other] = [await newTree(), await newTree()];
    const stranger = await join(other);
    await expect(join(tree, { sponsorId: stranger.id })).rejects.toMatchObject({ code: 'invalid' });
    const closed = await join(tree);
    await asOwner(`UPDATE members SET status = 'closed' WHERE id = $1`, [closed.id]);
    await expect(join(tree, { sponsorId: closed.id })).rejects.toMatchObject({ code: 'invalid' });
  });

  test('again under the same outside name is a duplicate', async () => {
    const tree = await newTree();
    const root = await join(tree, { externalId: 'asha' });
    await expect(join(tree, { sponsorId: root.id, externalId: 'asha' })).rejects.toMatchObject({ code: 'duplicate' });
  });
});
