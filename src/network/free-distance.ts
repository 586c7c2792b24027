import type { Transaction } from 'sequelize';
import { change } from '../db/select.js';
import type { LockedTree } from './lock-tree.js';

// The first row is the member whose slots changed. A member above changes only while he has no free slot himself and
// the way to the nearest one led, or now leads, through the row before: never more rows than the logarithm of the
// tree's size, because a way of n levels means n - 1 full ones. In a tree of width 1 the way is the leg itself, whose
// tail is known, so distances there stay 1.
const update = `
  WITH RECURSIVE climb AS (
    SELECT p.member_id, p.parent_id, first.slot AS free_slot, p.free_distance AS before,
      CASE WHEN first.slot IS NOT NULL OR $width::int = 1 THEN 1 ELSE 1 + nearest.below END AS after
    FROM positions AS p
    LEFT JOIN LATERAL (
      SELECT slot FROM generate_series(0, $width::int - 1) AS slot
      WHERE NOT EXISTS (SELECT FROM positions WHERE tree_id = $tree AND parent_id = $member AND positions.slot = slot.slot)
      LIMIT 1
    ) AS first ON true
    CROSS JOIN LATERAL (
      SELECT min(free_distance) AS below FROM positions WHERE tree_id = $tree AND parent_id = $member
    ) AS nearest
    WHERE p.tree_id = $tree AND p.member_id = $member
    UNION ALL
    SELECT up.member_id, up.parent_id, NULL, up.free_distance, 1 + least(climb.after, beside.below)
    FROM climb
    CROSS JOIN LATERAL (
      SELECT member_id, parent_id, free_distance FROM positions
      WHERE tree_id = $tree AND member_id = climb.parent_id AND free_slot IS NULL LIMIT 1
    ) AS up
    CROSS JOIN LATERAL (
      SELECT min(free_distance) AS below FROM positions
      WHERE tree_id = $tree AND parent_id = up.member_id AND member_id <> climb.member_id
    ) AS beside
    WHERE climb.after <> climb.before
  )
  UPDATE positions AS p SET free_slot = climb.free_slot, free_distance = climb.after
  FROM climb WHERE p.tree_id = $tree AND p.member_id = climb.member_id
    AND (p.free_slot IS DISTINCT FROM climb.free_slot OR p.free_distance <> climb.after)`;

/** Writes down again where the nearest free slots are, after somebody came to stand under a member or left. */
export async function updateFreeSlots(tree: LockedTree, memberId: number, tx: Transaction): Promise<void> {
  await change(update, { tree: tree.id, width: tree.width, member: memberId }, tx);
}
