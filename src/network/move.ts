import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { int } from '../db/row-schema.js';
import { select } from '../db/select.js';
import { bindOf, walk } from './downline.js';
import type { DownlinePage } from './downline.js';
import { updateFreeSlots } from './free-slots.js';
import type { LockedTree } from './lock-tree.js';
import { Position } from './position.js';

/** How many positions one statement changes. */
const page_size = 20_000;

/** Hangs a member with everybody below under another, whose slot is free and who does not stand below the member. */
export async function move(
  tree: LockedTree,
  position: Position,
  to: { parentId: number; slot: number },
  tx: Transaction,
): Promise<void> {
  const { memberId, depth, parentId: before } = position;
  const oldHead = await leaveLeg(tree, position, tx);
  const parent = await positionOf(tree, to.parentId, tx);
  position.set({ parentId: to.parentId, slot: to.slot, depth: parent.depth + 1 });
  const newHead = await enterLeg(tree, position, parent, tx);
  await position.save({ transaction: tx });
  await followUp(tree, { memberId, depth }, { by: parent.depth + 1 - depth, slot: to.slot, oldHead, newHead }, tx);
  if (before !== null) await updateFreeSlots(tree, before, tx);
  await updateFreeSlots(tree, to.parentId, tx);
}

/** Cuts the outer leg that runs through a position: what is left of it ends at the parent, and a new one begins here. */
async function leaveLeg(tree: LockedTree, position: Position, tx: Transaction): Promise<number | null> {
  if (position.legHeadId === position.memberId) return null;
  const head = await positionOf(tree, position.legHeadId, tx);
  const tail = tailOf(position.slot);
  position.set({ legHeadId: position.memberId, [tail]: head[tail] });
  await head.set({ [tail]: position.parentId }).save({ transaction: tx });
  return head.memberId;
}

/** Joins the leg that begins at a position to the one above it, when it hangs in an outermost slot. */
async function enterLeg(tree: LockedTree, position: Position, parent: Position, tx: Transaction) {
  const { slot } = position;
  if (slot !== 0 && slot !== tree.width - 1) return null;
  const head = parent.slot === slot ? await positionOf(tree, parent.legHeadId, tx) : parent;
  const tail = tailOf(slot);
  await head.set({ [tail]: position[tail] }).save({ transaction: tx });
  position.set({ legHeadId: head.memberId, [tail]: null });
  return head.memberId;
}

const tailOf = (slot: number | null) => (slot === 0 ? 'leftTailId' : 'rightTailId');

interface Change {
  by: number;
  slot: number;
  oldHead: number | null;
  newHead: number | null;
}

const change = `
  WITH RECURSIVE ${walk},
  page AS (SELECT member_id, met FROM walk WHERE is_down AND met > 0),
  changed AS (
    UPDATE positions SET depth = depth + $by::int,
      leg_head_id = CASE
        WHEN leg_head_id IN ($top, $oldHead::bigint) AND slot = $slot AND $newHead::bigint IS NOT NULL THEN $newHead::bigint
        WHEN leg_head_id = $oldHead::bigint THEN $top
        ELSE leg_head_id
      END
    FROM page WHERE positions.tree_id = $tree AND positions.member_id = page.member_id
  )
  SELECT member_id FROM page WHERE met = $limit`;

/** Tells everybody below about the new depth and legs, a page after the other. */
async function followUp(tree: LockedTree, top: DownlinePage['top'], given: Change, tx: Transaction): Promise<void> {
  if (given.by === 0 && given.oldHead === null && given.newHead === null) return;
  let after: number | null = top.memberId;
  while (after !== null) after = await changePage({ treeId: tree.id, top, after, limit: page_size }, given, tx);
}

/** Returns the page's last member while there may be another page. */
async function changePage(page: DownlinePage, given: Change, tx: Transaction): Promise<number | null> {
  const [last] = await select(change, { ...bindOf(page), ...given }, z.object({ member_id: int }), tx);
  return last?.member_id ?? null;
}

const positionOf = (tree: LockedTree, memberId: number, tx: Transaction): Promise<Position> =>
  Position.findOne({ where: { treeId: tree.id, memberId }, transaction: tx, rejectOnEmpty: true });
