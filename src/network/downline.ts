import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { int } from '../db/row-schema.js';
import { select } from '../db/select.js';

const descendant = z
  .object({ member_id: int, parent_id: int, slot: z.number(), level: z.number() })
  .transform(({ member_id: memberId, parent_id: parentId, slot, level }) => ({ memberId, parentId, slot, level }));

/** Somebody below; level 1 is right below. */
export type Descendant = z.output<typeof descendant>;

/**
 * `walk`: one step per row. After a member come his first child, else his next sibling, else the way back up to
 * whoever has one; rows of the way back are not counted. A page starts where the last one ended, so it costs the same
 * however far into the tree it is, and no way is walked back twice.
 */
export const walk = `
  walk AS (
    SELECT member_id, parent_id, slot, depth, true AS is_down, 0 AS met FROM positions
    WHERE tree_id = $tree AND member_id = $from
    UNION ALL
    SELECT next.member_id, next.parent_id, next.slot, next.depth, next.is_down, walk.met + next.is_down::int
    FROM walk CROSS JOIN LATERAL (
      (SELECT member_id, parent_id, slot, depth, true AS is_down, 1 AS choice FROM positions
       WHERE tree_id = $tree AND parent_id = walk.member_id AND walk.is_down AND walk.depth < $deepest
       ORDER BY positions.slot LIMIT 1)
      UNION ALL
      (SELECT member_id, parent_id, slot, depth, true, 2 FROM positions
       WHERE tree_id = $tree AND parent_id = walk.parent_id AND positions.slot > walk.slot AND walk.member_id <> $top
       ORDER BY positions.slot LIMIT 1)
      UNION ALL
      (SELECT member_id, parent_id, slot, depth, false, 3 FROM positions
       WHERE tree_id = $tree AND member_id = walk.parent_id AND walk.member_id <> $top LIMIT 1)
      ORDER BY choice LIMIT 1
    ) AS next WHERE walk.met < $limit
  )`;

export interface DownlinePage {
  treeId: number;
  /** Whose downline it is. */
  top: { memberId: number; depth: number };
  /** The last member of the page before; it must be in the downline. */
  after?: number;
  levels?: number;
  limit: number;
}

/** More levels than any tree has. */
const all_levels = 1_000_000_000;

/** What `walk` reads. */
export const bindOf = ({ treeId, top, after, levels = all_levels, limit }: DownlinePage) => ({
  tree: treeId,
  top: top.memberId,
  from: after ?? top.memberId,
  deepest: top.depth + levels,
  limit,
});

/** A page of a downline in tree order: each member is followed by his own downline, left before right. */
export const downline = (page: DownlinePage, tx?: Transaction): Promise<Descendant[]> =>
  select(
    `WITH RECURSIVE ${walk}
     SELECT member_id, parent_id, slot, depth - $above::int AS level FROM walk WHERE is_down AND met > 0 ORDER BY met`,
    { ...bindOf(page), above: page.top.depth },
    descendant,
    tx,
  );
