import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { int } from '../db/row-schema.js';
import { select } from '../db/select.js';
import { memberStatuses } from '../network/member.js';
import type { MemberStatus } from '../network/member.js';
import type { LevelRules } from '../programs/plan-document.js';
import { payLevels } from './engine/levels.js';
import type { Candidate } from './engine/levels.js';

const piece = 50;

const step: Readonly<Record<LevelRules['tree'], string>> = {
  sponsor: 'SELECT sponsor_id AS above_id FROM members WHERE id = path.id',
  placement:
    'SELECT parent_id AS above_id FROM positions WHERE member_id = path.id AND tree_id = (SELECT id FROM tree)',
};

// The status and rank of the event's moment: the last change before it, else what stood before the first change.
const climb = (tree: LevelRules['tree']): string => `
  WITH RECURSIVE tree AS (
    SELECT id FROM trees WHERE program_id = $4 AND key = 'placement'
  ), path AS (
    SELECT $1::bigint AS id, 0 AS distance
    UNION ALL
    SELECT next.above_id, distance + 1 FROM path CROSS JOIN LATERAL (${step[tree]}) AS next
    WHERE next.above_id IS NOT NULL AND distance < $3
  )
  SELECT path.id,
    coalesce((SELECT status FROM member_statuses WHERE member_id = path.id AND effective_at <= $2
              ORDER BY effective_at DESC, id DESC LIMIT 1), 'active') AS status,
    (SELECT after FROM rank_history WHERE member_id = path.id AND kind = 'paid_as' AND effective_at <= $2
     ORDER BY effective_at DESC, id DESC LIMIT 1) AS rank
  FROM path WHERE distance > 0 ORDER BY distance`;

const row = z.object({ id: int, status: z.enum(memberStatuses), rank: z.string().nullable() });

/** A member above the one where levels start, as he was at the event's moment. */
export interface Above extends Candidate {
  memberId: number;
  isSuspended: boolean;
}

interface Asked {
  programId: number;
  memberId: number;
  at: Date;
  rules: LevelRules;
  ranks: readonly string[];
}

/** The members above, nearest first, as far as these rules could pay them; read piece by piece in deep trees. */
export async function uplineAt({ programId, memberId, at, rules, ranks }: Asked, tx?: Transaction): Promise<Above[]> {
  const above: Above[] = [];
  let from = memberId;
  for (;;) {
    const rows = await select(climb(rules.tree), [from, at, piece, programId], row, tx);
    above.push(...rows.map(({ id, status, rank }) => candidate(id, status, ranks.indexOf(rank ?? ''))));
    if (rows.length < piece || !wantsMore(rules, ranks, above)) return above;
    from = above.at(-1)?.memberId ?? from;
  }
}

/** The suspended earn, though their lines are held; the inactive and the closed do not. */
const candidate = (memberId: number, status: MemberStatus, rank: number): Above => ({
  memberId,
  rank,
  active: status === 'active' || status === 'suspended',
  isSuspended: status === 'suspended',
});

/** Whether these rules look past the last of them. */
function wantsMore(rules: LevelRules, ranks: readonly string[], above: readonly Above[]): boolean {
  let isPast = false;
  function* read(): Iterable<Above> {
    yield* above;
    isPast = true;
  }
  payLevels(rules, ranks, 0n, read());
  return isPast;
}
