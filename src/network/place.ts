import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { invalidField, NotFound, Refusal } from '../core/errors.js';
import { int } from '../db/row-schema.js';
import { selectOne } from '../db/select.js';
import type { LockedTree } from './lock-tree.js';
import { makeTree } from './lock-tree.js';
import { Position } from './position.js';
import type { PlacementMode } from './tree.js';

const place = z
  .object({ tree_id: int, parent_id: int.nullable(), slot: z.number().nullable(), depth: z.number().nullable() })
  .transform(({ tree_id: treeId, parent_id: parentId, slot, depth }) => ({ treeId, parentId, slot, depth }));

/** Where somebody stands now; without a depth, nowhere. */
export type Place = z.output<typeof place>;

interface Newcomer {
  programId: number;
  memberId: number;
  now: Date;
}

/**
 * Stands a newcomer in the next free slot below a member, in the way asked for or the tree's own; at the top of a tree
 * of his own without a member. He stands nowhere when the way is `manual`, or when the member stands nowhere himself.
 * Takes the tree's lock, and makes the tree for the first member of a program.
 */
export async function placeBelow(
  under: number | null,
  { programId, memberId, now, mode = null }: Newcomer & { mode?: PlacementMode | null },
  tx: Transaction,
): Promise<Place> {
  const bind = [programId, memberId, under, mode, now];
  const find = () => selectOne('SELECT * FROM place_member($1, $2, $3, $4, $5)', bind, place, tx);
  const found = await find();
  if (found) return found;
  await makeTree(programId, tx);
  const first = await find();
  if (!first)
    throw new Refusal('conflict', 'The tree of this program is being made; try again.', {
      facts: { reason: 'tree_in_the_making' },
    });
  return first;
}

/** Stands a newcomer right under a member, in a slot of choice or the leftmost free one. */
export async function placeAt(
  tree: LockedTree,
  to: { parentId: number; slot: number | null },
  { memberId, now }: Omit<Newcomer, 'programId'>,
  tx: Transaction,
): Promise<void> {
  const slot = await freeSlotAt(tree, to, tx);
  await selectOne(
    'SELECT stand(trees, $2, $3, $4, $5) IS NOT NULL FROM trees WHERE id = $1',
    [tree.id, memberId, to.parentId, slot, now],
    z.unknown(),
    tx,
  );
}

/** The slot asked for, or the leftmost free one; refused when there is none, or somebody stands in it. */
export async function freeSlotAt(
  tree: LockedTree,
  { parentId, slot }: { parentId: number; slot: number | null },
  tx: Transaction,
): Promise<number> {
  const parent = await Position.findOne({ where: { treeId: tree.id, memberId: parentId }, transaction: tx });
  if (!parent) throw new NotFound('place');
  if (slot !== null && slot >= tree.width)
    throw invalidField('slot', `is one of 0 to ${tree.width - 1}`, 'no_such_slot');
  const wanted = slot ?? parent.freeSlot;
  if (wanted === null)
    throw new Refusal('conflict', 'There is no free slot under this member.', { facts: { reason: 'no_free_slot' } });
  const taken = await Position.count({ where: { treeId: tree.id, parentId, slot: wanted }, transaction: tx });
  if (taken) throw new Refusal('conflict', 'Somebody stands in this slot.', { facts: { reason: 'slot_taken' } });
  return wanted;
}
