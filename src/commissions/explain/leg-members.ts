import { z } from 'zod';
import { big, int } from '../../db/row-schema.js';
import { select, selectOne } from '../../db/select.js';

/** In legs of more members than this nobody is looked for; it would take longer than anybody waits. */
export const most_walked = 5000;

export interface Leg {
  programId: number;
  memberId: number;
  slot: 0 | 1;
}

/** $1 program, $2 member, $3 slot: everybody in a leg, as far as `most_walked` and one more. */
const leg = `
  leg AS (
    SELECT tree_id, member_id FROM positions
    WHERE tree_id = (SELECT id FROM trees WHERE program_id = $1 AND key = 'placement') AND parent_id = $2 AND slot = $3
    UNION ALL
    SELECT below.tree_id, below.member_id FROM leg CROSS JOIN LATERAL (
      SELECT tree_id, member_id FROM positions WHERE tree_id = leg.tree_id AND parent_id = leg.member_id OFFSET 0
    ) AS below
  ), walked AS MATERIALIZED (SELECT member_id FROM leg LIMIT ${most_walked + 1})`;

const size = '(SELECT count(*) FROM walked)';

// A refund counts when it was made, or when it was noted as late, but never before its sale; it is never written before that.
const refunded = `
  WITH RECURSIVE ${leg}, back AS (
    SELECT refunds.volume, coalesce(buyer_member_id, seller_member_id) AS stands_at,
      greatest(coalesce(late.counted_at, refunded_at), coalesce(late_sale.counted_at, occurred_at)) AS at
    FROM refunds JOIN sales ON sales.id = refunds.sale_id
    LEFT JOIN late_facts AS late ON late.program_id = $1 AND late.fact = 'refund' AND late.fact_id = refunds.id
    LEFT JOIN late_facts AS late_sale
      ON late_sale.program_id = $1 AND late_sale.fact = 'sale' AND late_sale.fact_id = sales.id
    WHERE refunds.program_id = $1 AND refunds.created_at >= $4
  )
  SELECT ${size} AS size, coalesce(sum(volume), 0) AS taken FROM back
  WHERE at >= $4 AND at < $5 AND stands_at IN (SELECT member_id FROM walked)`;

const left = `
  WITH RECURSIVE ${leg}
  SELECT ${size} AS size, count(*) AS taken FROM leg_units
  WHERE program_id = $1 AND units = -1 AND counted_at >= $4 AND counted_at < $5
    AND member_id IN (SELECT member_id FROM walked)`;

export interface Span {
  since: Date;
  until: Date;
}

/** What was taken back from a leg in a time, or null where the leg is too large to say. */
export async function takenFromLeg(
  of: Leg,
  unit: 'volume' | 'members',
  { since, until }: Span,
): Promise<bigint | null> {
  const binds = [of.programId, of.memberId, of.slot, since, until];
  const row = await selectOne(unit === 'volume' ? refunded : left, binds, z.object({ size: int, taken: big }));
  return row && row.size <= most_walked ? row.taken : null;
}

const late = `
  WITH RECURSIVE ${leg}
  SELECT ${size} AS size, coalesce(sum(sales.volume), 0) AS taken
  FROM late_facts JOIN sales ON sales.id = fact_id
  WHERE late_facts.program_id = $1 AND fact = 'sale' AND counted_at >= $4 AND counted_at < $5
    AND coalesce(buyer_member_id, seller_member_id) IN (SELECT member_id FROM walked)`;

/** Volume that counts in a leg in a time though its sales are dated before; null where the leg is too large to say. */
export async function lateInLeg(of: Leg, { since, until }: Span): Promise<bigint | null> {
  const binds = [of.programId, of.memberId, of.slot, since, until];
  const row = await selectOne(late, binds, z.object({ size: int, taken: big }));
  return row && row.size <= most_walked ? row.taken : null;
}

// Who was activated by then and still was; the moment is that of the last activation.
const units = `
  WITH RECURSIVE ${leg}, last AS (
    SELECT walked.member_id, unit.units, unit.counted_at FROM walked CROSS JOIN LATERAL (
      SELECT units, counted_at FROM leg_units WHERE member_id = walked.member_id AND counted_at < $4
      ORDER BY id DESC LIMIT 1) AS unit
  ), activated AS (
    SELECT member_id, counted_at AS at FROM last WHERE units = 1
    UNION ALL
    SELECT id, activated_at FROM members JOIN walked ON walked.member_id = members.id
    WHERE activated_at < $4 AND NOT EXISTS (SELECT FROM leg_units WHERE leg_units.member_id = members.id)
  )
  SELECT member_id, ${size} AS size FROM activated ORDER BY at, member_id`;

/** The activated members of a leg at a moment, by activation time then id; null where the leg is too large. */
export async function activatedIn({ programId, memberId, slot }: Leg, until: Date): Promise<number[] | null> {
  const rows = await select(units, [programId, memberId, slot, until], z.object({ member_id: int, size: int }));
  return (rows[0]?.size ?? 0) > most_walked ? null : rows.map(({ member_id }) => member_id);
}
