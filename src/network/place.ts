import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { invalidField, NotFound, Refusal } from '../core/errors.js';
import { int } from '../db/row-schema.js';
import { change, selectOne } from '../db/select.js';
import { updateFreeSlots } from './free-distance.js';
import { exactSlot, freeSlot } from './free-slot.js';
import type { AutomaticMode } from './free-slot.js';
import type { LockedTree } from './lock-tree.js';
import { Position } from './position.js';

// A newcomer has nobody below: in an outermost slot he becomes the tail of the leg, else he begins legs of his own.
const insertAt = (target: string) => `
  WITH RECURSIVE ${target},
  placed AS (
    INSERT INTO positions (program_id, tree_id, member_id, parent_id, slot, depth, free_slot, leg_head_id,
      left_tail_id, right_tail_id, placed_at)
    SELECT $program, $tree, $member, parent.member_id, target.slot, parent.depth + 1, 0,
      CASE
        WHEN target.slot NOT IN (0, $width::int - 1) THEN $member::bigint
        WHEN target.slot = parent.slot THEN parent.leg_head_id
        ELSE parent.member_id
      END,
      CASE WHEN target.slot = 0 THEN NULL ELSE $member::bigint END,
      CASE WHEN target.slot = $width::int - 1 AND target.slot > 0 THEN NULL ELSE $member::bigint END,
      $now
    FROM target JOIN positions AS parent ON parent.tree_id = $tree AND parent.member_id = target.parent_id
    RETURNING parent_id, slot, depth, leg_head_id
  ),
  lengthened AS (
    UPDATE positions AS head SET
      left_tail_id = CASE WHEN placed.slot = 0 THEN $member::bigint ELSE head.left_tail_id END,
      right_tail_id = CASE WHEN placed.slot = 0 THEN head.right_tail_id ELSE $member::bigint END
    FROM placed
    WHERE head.tree_id = $tree AND head.member_id = placed.leg_head_id AND placed.leg_head_id <> $member::bigint
  )
  SELECT parent_id, slot, depth FROM placed`;

const placed = z
  .object({ parent_id: int, slot: z.number(), depth: z.number() })
  .transform(({ parent_id: parentId, slot, depth }) => ({ parentId, slot, depth }));

/** Where somebody stands now. */
export type Place = z.output<typeof placed>;

interface Newcomer {
  memberId: number;
  now: Date;
}

/** Stands a newcomer in the next free slot below a member; undefined when that member stands nowhere himself. */
export const placeBelow = (
  tree: LockedTree,
  { mode, ...newcomer }: Newcomer & { under: number; mode: AutomaticMode },
  tx: Transaction,
): Promise<Place | undefined> => insert(freeSlot(mode, tree.width), tree, newcomer, tx);

/** Stands a newcomer right under a member, in a slot of choice or the leftmost free one. */
export async function placeAt(
  tree: LockedTree,
  { parentId, slot, ...newcomer }: Newcomer & { parentId: number; slot: number | null },
  tx: Transaction,
): Promise<Place> {
  await refuseTaken(tree, { parentId, slot }, tx);
  const place = await insert(exactSlot, tree, { ...newcomer, under: parentId, slot }, tx);
  if (!place) throw new Refusal('conflict', 'There is no free slot under this member.');
  return place;
}

/** A member whom nobody brought stands at the top of a tree of his own. */
export async function placeAsRoot(tree: LockedTree, { memberId, now }: Newcomer, tx: Transaction): Promise<void> {
  await change(
    `INSERT INTO positions
       (program_id, tree_id, member_id, depth, free_slot, leg_head_id, left_tail_id, right_tail_id, placed_at)
     VALUES ($1, $2, $3, 1, 0, $3, $3, $3, $4)`,
    [tree.programId, tree.id, memberId, now],
    tx,
  );
}

async function insert(
  target: string,
  tree: LockedTree,
  { memberId: member, under, now, slot = null }: Newcomer & { under: number; slot?: number | null },
  tx: Transaction,
): Promise<Place | undefined> {
  const bind = { program: tree.programId, tree: tree.id, width: tree.width, member, under, now, slot };
  const place = await selectOne(insertAt(target), bind, placed, tx);
  if (place) await updateFreeSlots(tree, place.parentId, tx);
  return place;
}

/** Says which of the two is wrong: no such slot, or somebody stands there. */
export async function refuseTaken(
  tree: LockedTree,
  { parentId, slot }: { parentId: number; slot: number | null },
  tx: Transaction,
): Promise<void> {
  const parent = await Position.count({ where: { treeId: tree.id, memberId: parentId }, transaction: tx });
  if (!parent) throw new NotFound('place');
  if (slot === null) return;
  if (slot >= tree.width) throw invalidField('slot', `is one of 0 to ${tree.width - 1}`);
  const taken = await Position.count({ where: { treeId: tree.id, parentId, slot }, transaction: tx });
  if (taken) throw new Refusal('conflict', 'Somebody stands in this slot.');
}
