import type { Check } from '../ledger/check.js';

const unreachable = `
  WITH RECURSIVE reached AS (
    SELECT program_id, id FROM members WHERE sponsor_id IS NULL
    UNION ALL
    SELECT next.program_id, next.id FROM reached JOIN members AS next
      ON next.program_id = reached.program_id AND next.sponsor_id = reached.id
  )
  SELECT id, program_id, sponsor_id FROM members WHERE id NOT IN (SELECT id FROM reached)`;

// Each row is compared with its neighbours only. Depths grow downwards, so there is no cycle; and what holds between
// every member and those right above and below him holds for the whole tree.
const misplaced = `
  SELECT here.id, here.member_id, here.parent_id, here.slot, here.depth
  FROM positions AS here JOIN trees ON trees.id = here.tree_id
  LEFT JOIN positions AS up ON up.tree_id = here.tree_id AND up.member_id = here.parent_id
  WHERE here.slot >= width OR here.depth <> coalesce(up.depth, 0) + 1
    OR here.leg_head_id <> CASE
      WHEN here.slot IS NULL OR here.slot NOT IN (0, width - 1) THEN here.member_id
      WHEN here.slot = up.slot THEN up.leg_head_id
      ELSE up.member_id
    END`;

const wrongSlots = `
  SELECT here.id, here.member_id, here.free_slot, here.free_distance, below.first_free, below.nearest
  FROM positions AS here JOIN trees ON trees.id = here.tree_id
  CROSS JOIN LATERAL (
    SELECT
      (SELECT min(slot) FROM generate_series(0, width - 1) AS slot WHERE slot NOT IN (
        SELECT slot FROM positions WHERE tree_id = here.tree_id AND parent_id = here.member_id)) AS first_free,
      (SELECT min(free_distance) FROM positions
        WHERE tree_id = here.tree_id AND parent_id = here.member_id) AS nearest
  ) AS below
  WHERE free_slot IS DISTINCT FROM first_free
    OR free_distance <> CASE WHEN first_free IS NOT NULL OR width = 1 THEN 1 ELSE nearest + 1 END`;

const wrongTails = `
  SELECT head.id, head.member_id, side.slot AS outermost, side.tail_id
  FROM positions AS head JOIN trees ON trees.id = head.tree_id
  CROSS JOIN LATERAL (
    VALUES (0, head.left_tail_id), (nullif(width - 1, 0), head.right_tail_id)
  ) AS side (slot, tail_id)
  LEFT JOIN positions AS tail ON tail.tree_id = head.tree_id AND tail.member_id = side.tail_id
  WHERE side.slot IS NOT NULL AND (
    (side.tail_id IS NULL) <> (head.slot IS NOT DISTINCT FROM side.slot)
    OR (tail.member_id <> head.member_id AND (tail.slot, tail.leg_head_id) IS DISTINCT FROM (side.slot, head.member_id))
    OR (side.tail_id IS NOT NULL AND EXISTS (
      SELECT FROM positions WHERE tree_id = head.tree_id AND parent_id = side.tail_id AND slot = side.slot)))`;

/** What the network promises at any moment. Slots are unique, and everybody's parent exists, by constraint. */
export const networkChecks: readonly Check[] = [
  { name: 'sponsors', promise: 'Every chain of sponsors ends at a root.', breaches: unreachable },
  { name: 'positions', promise: 'Depths, slots and legs fit the member above.', breaches: misplaced },
  { name: 'free_slots', promise: 'Everybody knows where the nearest free slot below is.', breaches: wrongSlots },
  { name: 'leg_tails', promise: 'Every outer leg knows where it ends.', breaches: wrongTails },
];
