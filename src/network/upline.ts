import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { int } from '../db/row-schema.js';
import { select, selectOne } from '../db/select.js';

/** The trees that a plan can pay along: where members stand, or who brought them. */
export type Line = 'placement' | 'sponsor';

const ancestor = z
  .object({ member_id: int, level: z.number(), slot: z.number().nullable() })
  .transform(({ member_id: memberId, level, slot }) => ({ memberId, level, slot }));

/** Somebody above: at level 1 right above; `slot` is the leg of his through which the way goes (placement only). */
export type Ancestor = z.output<typeof ancestor>;

/** The position of a member in the tree of his program. */
const ownPosition = `
  SELECT p.* FROM members AS m
  JOIN trees AS t ON t.program_id = m.program_id AND t.key = 'placement'
  JOIN positions AS p ON p.tree_id = t.id AND p.member_id = m.id WHERE m.id = $member`;

const placementLine = `
  WITH RECURSIVE up AS (
    SELECT tree_id, parent_id AS member_id, slot, 1 AS level FROM (${ownPosition}) AS own WHERE parent_id IS NOT NULL
    UNION ALL
    SELECT up.tree_id, here.parent_id, here.slot, up.level + 1 FROM up CROSS JOIN LATERAL (
      SELECT parent_id, slot FROM positions WHERE tree_id = up.tree_id AND member_id = up.member_id LIMIT 1
    ) AS here WHERE here.parent_id IS NOT NULL AND up.level < $levels
  )
  SELECT member_id, level, slot FROM up ORDER BY level`;

const sponsorLine = `
  WITH RECURSIVE up AS (
    SELECT sponsor_id AS member_id, 1 AS level FROM members WHERE id = $member AND sponsor_id IS NOT NULL
    UNION ALL
    SELECT here.sponsor_id, up.level + 1 FROM up CROSS JOIN LATERAL (
      SELECT sponsor_id FROM members WHERE id = up.member_id LIMIT 1
    ) AS here WHERE here.sponsor_id IS NOT NULL AND up.level < $levels
  )
  SELECT member_id, level, NULL::int AS slot FROM up ORDER BY level`;

/** The members above, nearest first, `levels` of them at most. A longer way is asked for again from the last one. */
export const upline = (
  memberId: number,
  { tree, levels }: { tree: Line; levels: number },
  tx?: Transaction,
): Promise<Ancestor[]> =>
  select(tree === 'placement' ? placementLine : sponsorLine, { member: memberId, levels }, ancestor, tx);

/** The member right above in the placement tree; null for roots and for those who stand nowhere yet. */
export async function placementParent(memberId: number, tx?: Transaction): Promise<number | null> {
  const row = await selectOne(ownPosition, { member: memberId }, z.object({ parent_id: int.nullable() }), tx);
  return row?.parent_id ?? null;
}

/** The member himself and everybody above, as far as $above. */
const pastPlaced = `
  WITH RECURSIVE up AS (
    SELECT tree_id, member_id, parent_id FROM (${ownPosition}) AS own
    UNION ALL
    SELECT here.* FROM up CROSS JOIN LATERAL (
      SELECT tree_id, member_id, parent_id FROM positions
      WHERE tree_id = up.tree_id AND member_id = up.parent_id LIMIT 1
    ) AS here WHERE up.member_id <> $above
  )`;

const pastSponsored = `
  WITH RECURSIVE up AS (
    SELECT id AS member_id, sponsor_id FROM members WHERE id = $member
    UNION ALL
    SELECT here.* FROM up CROSS JOIN LATERAL (
      SELECT id, sponsor_id FROM members WHERE id = up.sponsor_id LIMIT 1
    ) AS here WHERE up.member_id <> $above
  )`;

/** Whether a member is the other, or is somewhere above him. */
export async function isAtOrAbove(above: number, memberId: number, tree: Line, tx?: Transaction): Promise<boolean> {
  const sql = `${tree === 'placement' ? pastPlaced : pastSponsored} SELECT FROM up WHERE member_id = $above`;
  return (await selectOne(sql, { above, member: memberId }, z.object({}), tx)) !== undefined;
}
