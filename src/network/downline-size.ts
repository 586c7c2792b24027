import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { int } from '../db/row-schema.js';
import { selectOne } from '../db/select.js';
import type { Position } from './position.js';

/** Up to here people are counted one by one, which takes milliseconds. */
export const countedLive = 20_000;

export interface DownlineSize {
  members: number;
  /** When it was counted; null: just now. */
  asOf: Date | null;
}

const count = `
  WITH RECURSIVE below AS (
    SELECT member_id FROM positions WHERE tree_id = $1 AND parent_id = $2
    UNION ALL
    SELECT next.member_id FROM below CROSS JOIN LATERAL (
      SELECT member_id FROM positions WHERE tree_id = $1 AND parent_id = below.member_id OFFSET 0
    ) AS next
  )
  SELECT count(*) AS members FROM (SELECT FROM below LIMIT $3) AS first`;

/** How many stand below a position, over all levels: counted now when they are few, else as of the last rollup. */
export async function downlineSize(position: Position, tx?: Transaction): Promise<DownlineSize> {
  const { treeId, memberId, subtreeSize, rolledUpAt } = position;
  const row = await selectOne(count, [treeId, memberId, countedLive + 1], z.object({ members: int }), tx);
  const members = row?.members ?? 0;
  if (members <= countedLive) return { members, asOf: null };
  return { members: Math.max(members, subtreeSize - 1), asOf: rolledUpAt };
}
