import { z } from 'zod';
import { big, int } from '../db/row-schema.js';
import { memberStatuses } from './member.js';
import { memberName } from './names.js';

const leg = z
  .tuple([z.number(), int, int, big])
  .transform(([slot, memberId, members, volume]) => ({ slot, memberId, members, volume }));

export const treeNode = z
  .object({
    member_id: int,
    parent_id: int.nullable(),
    slot: z.number().nullable(),
    depth: z.number().nullable(),
    level: z.number(),
    name: z.string(),
    status: z.enum(memberStatuses),
    is_distributor: z.boolean(),
    activated_at: z.date().nullable(),
    paid_as: z.string().nullable(),
    title: z.string().nullable(),
    children: int,
    free_slot: z.number().nullable(),
    members: int,
    volume: big,
    rolled_up_at: z.date().nullable(),
    legs: z.array(leg),
  })
  .transform((row) => ({
    memberId: row.member_id,
    parentId: row.parent_id,
    slot: row.slot,
    depth: row.depth,
    /** Below the one at the top, who is at level 0. */
    level: row.level,
    name: row.name,
    status: row.status,
    isDistributor: row.is_distributor,
    activatedAt: row.activated_at,
    /** What he is paid as in this period, and the highest he ever held. */
    rank: row.paid_as,
    title: row.title,
    /** Right below; of sponsored members no more than `most_counted` are counted. */
    children: row.children,
    freeSlot: row.free_slot,
    /** From here down, the member included, as of the last rollup. */
    members: row.members,
    volume: row.volume,
    rolledUpAt: row.rolled_up_at,
    /** The first slots that are taken, and what stands in each. */
    legs: row.legs,
  }));

export type TreeNode = z.output<typeof treeNode>;

/** Whoever brought more has "more than" so many. */
export const most_counted = 10_000;

/** A tree of this width, or less, has its legs told one by one. */
export const legs_told = 5;

// $program, $top, $levels; $after: the last child of the top that was shown before; $first and $further: how many
// children of the top, and of everybody below, are shown.

const person = `${memberName} AS name, members.status, members.is_distributor, members.activated_at,
  ranks.paid_as, ranks.title`;

const about = `
  LEFT JOIN users ON users.id = members.user_id
  LEFT JOIN ranks ON ranks.program_id = members.program_id AND ranks.member_id = members.id`;

export const placed = `
  WITH RECURSIVE shown AS (
    SELECT member_id, 0 AS level FROM positions WHERE tree_id = $tree AND member_id = $top
    UNION ALL
    SELECT next.member_id, shown.level + 1 FROM shown CROSS JOIN LATERAL (
      SELECT member_id FROM positions WHERE tree_id = $tree AND parent_id = shown.member_id
        AND (shown.level > 0 OR positions.slot > $after::bigint)
      ORDER BY positions.slot LIMIT CASE shown.level WHEN 0 THEN $first::int ELSE $further::int END
    ) AS next WHERE shown.level < $levels::int
  )
  SELECT here.member_id, here.parent_id, here.slot, here.depth, shown.level, ${person}, below.children, here.free_slot,
    here.subtree_size AS members, here.subtree_volume AS volume, here.rolled_up_at, below.legs
  FROM shown JOIN positions AS here ON here.tree_id = $tree AND here.member_id = shown.member_id
  JOIN members ON members.id = shown.member_id ${about}
  CROSS JOIN LATERAL (
    SELECT count(*) AS children, coalesce(json_agg(json_build_array(slot, member_id, subtree_size, subtree_volume::text)
      ORDER BY slot) FILTER (WHERE slot < ${legs_told}), '[]') AS legs
    FROM positions WHERE tree_id = $tree AND parent_id = shown.member_id
  ) AS below
  ORDER BY shown.level, here.parent_id, here.slot`;

export const sponsored = `
  WITH RECURSIVE shown AS (
    SELECT id AS member_id, 0 AS level FROM members WHERE program_id = $program AND id = $top
    UNION ALL
    SELECT next.id, shown.level + 1 FROM shown CROSS JOIN LATERAL (
      SELECT id FROM members WHERE program_id = $program AND sponsor_id = shown.member_id
        AND (shown.level > 0 OR id > $after::bigint)
      ORDER BY id LIMIT CASE shown.level WHEN 0 THEN $first::int ELSE $further::int END
    ) AS next WHERE shown.level < $levels::int
  )
  SELECT members.id AS member_id, members.sponsor_id AS parent_id, NULL AS slot, NULL AS depth, shown.level, ${person},
    below.children, NULL AS free_slot, coalesce(sums.members, 1) AS members, coalesce(sums.volume, 0) AS volume,
    sums.rolled_up_at, '[]'::json AS legs
  FROM shown JOIN members ON members.id = shown.member_id ${about}
  LEFT JOIN sponsor_sums AS sums ON sums.member_id = members.id
  CROSS JOIN LATERAL (
    SELECT count(*) AS children FROM (
      SELECT FROM members AS next WHERE next.program_id = $program AND next.sponsor_id = shown.member_id
      LIMIT ${most_counted + 1}
    ) AS first
  ) AS below
  ORDER BY shown.level, members.sponsor_id, members.id`;
