import type { PlacementMode } from './tree.js';

// Where the next newcomer under a member stands, as common table expressions that end in `target (parent_id, slot)`.
// Binds: $tree, $under, $width, and $slot for an exact place. No row means that there is no such place.

const columns = 'member_id, depth, free_slot, free_distance';

/**
 * Down the leftmost branch that holds the nearest free slot. A member whose nearest free slot is n levels below has
 * n - 1 full levels under him, so n never exceeds the logarithm of the tree's size, however deep the tree is.
 */
const descent = (start: string) => `
  descent AS (
    SELECT ${columns} FROM positions WHERE tree_id = $tree AND member_id = ${start}
    UNION ALL
    SELECT next.* FROM descent CROSS JOIN LATERAL (
      SELECT ${columns} FROM positions
      WHERE tree_id = $tree AND parent_id = descent.member_id AND free_distance = descent.free_distance - 1
      ORDER BY slot LIMIT 1
    ) AS next WHERE descent.free_slot IS NULL
  )`;

const breadthFirst = `${descent('$under')},
  target AS (SELECT member_id AS parent_id, free_slot AS slot FROM descent WHERE free_slot IS NOT NULL)`;

/** The head of an outer leg knows its tail. */
const endOfLeg = (tail: 'left_tail_id' | 'right_tail_id', outermost: string) => `
  target AS (
    SELECT head.${tail} AS parent_id, ${outermost} AS slot FROM positions AS start
    JOIN positions AS head ON head.tree_id = $tree
      AND head.member_id = CASE WHEN start.slot = ${outermost} THEN start.leg_head_id ELSE start.member_id END
    WHERE start.tree_id = $tree AND start.member_id = $under
  )`;

/** The leg with less lifetime volume as of the last rollup, left on a tie; breadth-first within it. */
const weakerLeg = `
  legs AS (
    SELECT member_id, slot, subtree_volume AS volume FROM positions WHERE tree_id = $tree AND parent_id = $under
    UNION ALL
    SELECT NULL, free_slot, 0 FROM positions
    WHERE tree_id = $tree AND member_id = $under AND free_slot IS NOT NULL
  ),
  weaker AS (SELECT member_id, slot FROM legs ORDER BY volume, slot LIMIT 1),
  ${descent('(SELECT member_id FROM weaker)')},
  target AS (
    SELECT $under::bigint AS parent_id, slot FROM weaker WHERE member_id IS NULL
    UNION ALL
    SELECT member_id, free_slot FROM descent WHERE free_slot IS NOT NULL
  )`;

/** Right under the member: in the slot asked for, else in the leftmost free one. */
export const exactSlot = `
  target AS (
    SELECT member_id AS parent_id, coalesce($slot::int, free_slot) AS slot FROM positions
    WHERE tree_id = $tree AND member_id = $under AND coalesce($slot::int, free_slot) < $width::int
  )`;

const finders = {
  breadth_first: breadthFirst,
  left_chain: endOfLeg('left_tail_id', '0'),
  right_chain: endOfLeg('right_tail_id', '$width::int - 1'),
  weaker_leg: weakerLeg,
} as const;

export type AutomaticMode = Exclude<PlacementMode, 'manual'>;

/** In a tree of width 1 there is one leg, and every way leads to its end. */
export const freeSlot = (mode: AutomaticMode, width: number): string => finders[width === 1 ? 'left_chain' : mode];
