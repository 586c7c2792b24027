import { z } from 'zod';
import { NotFound } from '../core/errors.js';
import { id } from '../core/parse.js';
import { anyOf, scope, signedIn } from '../core/policy.js';
import { query } from '../core/query.js';
import { big, int } from '../db/row-schema.js';
import { select } from '../db/select.js';
import { wholeNumber } from '../http/whole-number.js';
import { treeOf } from './find-position.js';
import { memberStatuses } from './member.js';
import { memberName } from './names.js';
import { visibleMember } from './scope.js';

/** So many members are shown at once; whoever has more below than shown says so by `children`. */
const most_shown = 400;

const node = z
  .object({
    member_id: int,
    parent_id: int.nullable(),
    slot: z.number().nullable(),
    depth: z.number(),
    name: z.string(),
    status: z.enum(memberStatuses),
    is_distributor: z.boolean(),
    activated_at: z.date().nullable(),
    rank: z.string().nullable(),
    children: int,
    subtree_size: int,
    subtree_volume: big,
    rolled_up_at: z.date().nullable(),
  })
  .transform((row) => ({
    memberId: row.member_id,
    parentId: row.parent_id,
    slot: row.slot,
    depth: row.depth,
    name: row.name,
    status: row.status,
    isDistributor: row.is_distributor,
    activatedAt: row.activated_at,
    rank: row.rank,
    children: row.children,
    /** From here down, the member included, as of the last rollup. */
    members: row.subtree_size,
    volume: row.subtree_volume,
    rolledUpAt: row.rolled_up_at,
  }));

export type TreeNode = z.output<typeof node>;

const sql = `
  WITH RECURSIVE shown AS (
    SELECT positions.*, 0 AS level FROM positions WHERE tree_id = $1 AND member_id = $2
    UNION ALL
    SELECT next.*, shown.level + 1 FROM shown CROSS JOIN LATERAL (
      SELECT * FROM positions WHERE tree_id = $1 AND parent_id = shown.member_id ORDER BY positions.slot OFFSET 0
    ) AS next WHERE shown.level < $3
  )
  SELECT first.member_id, first.parent_id, first.slot, first.depth, first.subtree_size, first.subtree_volume,
    first.rolled_up_at, ${memberName} AS name, members.status, members.is_distributor, members.activated_at,
    ranks.paid_as AS rank, below.children
  FROM (SELECT * FROM shown LIMIT $4) AS first
  JOIN members ON members.id = first.member_id
  LEFT JOIN users ON users.id = members.user_id
  LEFT JOIN ranks ON ranks.program_id = members.program_id AND ranks.member_id = members.id
  CROSS JOIN LATERAL (
    SELECT count(*) AS children FROM positions WHERE tree_id = $1 AND parent_id = first.member_id
  ) AS below
  ORDER BY first.level, first.parent_id, first.slot`;

/** A member and up to five levels below him, with volumes, rank and free slots; what the explorer draws. */
export const treeBelow = query({
  name: 'network.tree',
  input: z.strictObject({ memberId: id, levels: wholeNumber(1, 5).default(3) }),
  allow: anyOf(signedIn, scope('network:read')),

  async run({ input, actor }) {
    const member = await visibleMember(actor, input.memberId);
    const tree = await treeOf(member.programId);
    const nodes = tree ? await select(sql, [tree.id, member.id, input.levels, most_shown], node) : [];
    if (!tree || nodes.length === 0) throw new NotFound('place');
    return { width: tree.width, nodes: nodes.map((one) => ({ ...one, freeSlots: tree.width - one.children })) };
  },
});
