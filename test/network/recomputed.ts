import { z } from 'zod';
import { select } from '../../src/db/select.js';
import type { Tree } from '../../src/network/tree.js';

// What a tree's pointers must be, from parents and slots alone: every question is asked of the whole tree.

const wrong = `
  WITH RECURSIVE here AS (SELECT * FROM positions WHERE tree_id = $1),
  room AS (
    SELECT member_id, (SELECT min(slot) FROM generate_series(0, $2 - 1) AS slot WHERE slot NOT IN (
      SELECT taken.slot FROM here AS taken WHERE taken.parent_id = here.member_id)) AS first_free
    FROM here
  ),
  below AS (
    SELECT member_id AS top, member_id, 0 AS distance FROM here
    UNION ALL
    SELECT below.top, here.member_id, below.distance + 1 FROM below JOIN here ON here.parent_id = below.member_id
  ),
  nearest AS (
    SELECT top, min(distance) + 1 AS distance FROM below JOIN room USING (member_id) WHERE first_free IS NOT NULL GROUP BY top
  ),
  depths AS (SELECT member_id, count(*) AS depth FROM below GROUP BY member_id),
  legs AS (
    SELECT member_id AS top, side, member_id AS last, 0 AS steps FROM here CROSS JOIN (VALUES (0), ($2 - 1)) AS sides (side)
    UNION ALL
    SELECT legs.top, side, here.member_id, steps + 1 FROM legs JOIN here ON here.parent_id = legs.last AND here.slot = side
  ),
  tails AS (SELECT DISTINCT ON (top, side) top, side, last FROM legs ORDER BY top, side, steps DESC),
  heads AS (
    SELECT DISTINCT ON (last) last AS member_id, top AS head FROM legs JOIN here ON here.member_id = last
    WHERE steps > 0 AND side = here.slot ORDER BY last, steps DESC
  )
  SELECT here.member_id, here.free_slot, first_free, here.free_distance, nearest.distance, here.depth, depths.depth AS real_depth,
    here.leg_head_id, heads.head, here.left_tail_id, ends.l AS left_end, here.right_tail_id, ends.r AS right_end
  FROM here JOIN room USING (member_id) JOIN depths USING (member_id)
  LEFT JOIN nearest ON nearest.top = here.member_id LEFT JOIN heads USING (member_id)
  CROSS JOIN LATERAL (SELECT
    (SELECT last FROM tails WHERE top = here.member_id AND side = 0) AS l,
    (SELECT last FROM tails WHERE top = here.member_id AND side = $2 - 1) AS r) AS ends
  WHERE here.free_slot IS DISTINCT FROM first_free OR here.depth <> depths.depth
    OR here.free_distance <> nearest.distance AND $2 > 1
    OR here.leg_head_id <> coalesce(heads.head, here.member_id)
    OR here.left_tail_id IS DISTINCT FROM CASE WHEN here.slot = 0 THEN NULL ELSE ends.l END
    OR $2 > 1 AND here.right_tail_id IS DISTINCT FROM CASE WHEN here.slot = $2 - 1 THEN NULL ELSE ends.r END`;

/** Positions whose free slot, nearest free slot, depth, outer leg or legs' ends are not what the whole tree says. */
export const wrongPointers = ({ id, width }: Tree): Promise<unknown[]> => select(wrong, [id, width], z.unknown());
