import { z } from 'zod';
import { big, int } from '../../db/row-schema.js';
import { select, selectOne } from '../../db/select.js';
import type { LevelRules } from '../../programs/plan-document.js';
import type { Span } from './leg-members.js';

/** So many members below are looked at, the nearest first. */
const most_below = 2000;
/** So many of their sales and joins are looked at one by one. */
export const most_events = 50;

const step: Readonly<Record<LevelRules['tree'], string>> = {
  placement: `SELECT member_id FROM positions WHERE parent_id = below.member_id
    AND tree_id = (SELECT id FROM trees WHERE program_id = $2 AND key = 'placement') OFFSET 0`,
  sponsor: 'SELECT id AS member_id FROM members WHERE program_id = $2 AND sponsor_id = below.member_id OFFSET 0',
};

const below = (tree: LevelRules['tree']): string => `
  below AS (
    SELECT $1::bigint AS member_id, 0 AS level
    UNION ALL
    SELECT next.member_id, below.level + 1 FROM below CROSS JOIN LATERAL (${step[tree]}) AS next WHERE below.level < $5
  ), near AS MATERIALIZED (SELECT member_id FROM below WHERE level > 0 LIMIT ${most_below})`;

/** Without levels that ask for ranks only those are looked at that happened while the member was away. */
const mayBeLost = (at: string): string => `($6 OR (
  SELECT status FROM member_statuses WHERE member_id = $1 AND effective_at <= ${at}
  ORDER BY effective_at DESC, id DESC LIMIT 1) IN ('inactive', 'closed'))`;

const inTime = 'occurred_at >= $3 AND occurred_at < $4';

/** Sales of the time by where their levels start; levels that start at buyers fall back to the seller. */
const dated = ({ from }: LevelRules): string =>
  from === 'seller'
    ? `SELECT sales.* FROM near JOIN sales ON seller_member_id = near.member_id AND ${inTime}`
    : `SELECT sales.* FROM near JOIN sales ON buyer_member_id = near.member_id AND ${inTime}
       UNION ALL
       SELECT sales.* FROM near JOIN sales ON seller_member_id = near.member_id AND buyer_member_id IS NULL AND ${inTime}`;

const startOf = ({ from }: LevelRules): string =>
  from === 'seller' ? 'seller_member_id' : 'coalesce(buyer_member_id, seller_member_id)';

// Late sales count in a later time than their own: those of the time that count after it go, those of before it come.
const sales = (rules: LevelRules): string => `
  WITH RECURSIVE ${below(rules.tree)}, found AS (
    SELECT dated.* FROM (${dated(rules)}) AS dated
    LEFT JOIN late_facts ON late_facts.program_id = $2 AND fact = 'sale' AND fact_id = dated.id
    WHERE counted_at IS NULL OR counted_at < $4
    UNION ALL
    SELECT sales.* FROM late_facts JOIN sales ON sales.id = fact_id
    WHERE late_facts.program_id = $2 AND fact = 'sale' AND counted_at >= $3 AND counted_at < $4 AND occurred_at < $3
      AND ${startOf(rules)} IN (SELECT member_id FROM near)
  )
  SELECT id, ${startOf(rules)} AS start_id, amount, occurred_at AS at,
    (SELECT coalesce(max(refunded_total), 0) FROM refunds WHERE sale_id = found.id) AS refunded
  FROM found
  WHERE program_id = $2 AND status IN ('confirmed', 'refunded') AND ${mayBeLost('occurred_at')}
  ORDER BY occurred_at, id LIMIT ${most_events + 1}`;

const joins = ({ tree }: LevelRules): string => `
  WITH RECURSIVE ${below(tree)}
  SELECT members.id, members.id AS start_id, 0 AS amount, joined_at AS at, 0 AS refunded
  FROM near JOIN members ON members.id = near.member_id
  WHERE joined_at >= $3 AND joined_at < $4 AND ${mayBeLost('joined_at')} ORDER BY joined_at, id LIMIT ${most_events + 1}`;

const event = z.object({ id: int, start_id: int, amount: big, at: z.date(), refunded: big });

/** A sale or a join below a member that levels start from. */
export interface EventBelow extends z.output<typeof event> {
  of: 'sales' | 'members';
}

interface Whose {
  memberId: number;
  programId: number;
}

interface Asked extends Whose, Span {
  rules: LevelRules;
}

/**
 * The first sales and joins below a member in a time that these levels could have paid him and may not have; one more
 * than are told.
 */
export async function eventsBelow({ memberId, programId, rules, since, until }: Asked): Promise<EventBelow[]> {
  const levels = (rules.amounts ?? rules.rates_bp ?? []).length;
  const deepest = rules.compression === 'none' ? levels : levels * 5;
  const asksRank = (rules.min_rank ?? []).some((name) => name !== null);
  const binds = [memberId, programId, since, until, deepest, asksRank];
  const bought = rules.on.includes('purchase') ? await select(sales(rules), binds, event) : [];
  const joined = rules.on.includes('referral') ? await select(joins(rules), binds, event) : [];
  const found = [
    ...bought.map((one) => ({ ...one, of: 'sales' as const })),
    ...joined.map((one) => ({ ...one, of: 'members' as const })),
  ];
  return found.sort((a, b) => a.at.getTime() - b.at.getTime()).slice(0, most_events + 1);
}

const wasAway = `
  SELECT EXISTS (SELECT FROM member_statuses WHERE member_id = $1 AND effective_at < $3 AND status IN ('inactive', 'closed')
    AND NOT EXISTS (SELECT FROM member_statuses AS later
      WHERE later.member_id = $1 AND later.effective_at <= $2 AND later.id > member_statuses.id)) AS was_away`;

// A late sale pays by what members were at its own moment, before the time it counts in.
const firstMoment = `
  SELECT least($2, min(happened_at)) AS at FROM late_facts
  WHERE program_id = $1 AND fact = 'sale' AND counted_at >= $2 AND counted_at < $3`;

/** Whether a member was not active at some moment at which something of a time happened. */
export async function wasInactive({ memberId, programId, since, until }: Whose & Span): Promise<boolean> {
  const first = await selectOne(firstMoment, [programId, since, until], z.object({ at: z.date() }));
  const row = await selectOne(wasAway, [memberId, first?.at ?? since, until], z.object({ was_away: z.boolean() }));
  return row?.was_away ?? false;
}
