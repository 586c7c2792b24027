import { heldBit } from '../write/line-writer.js';

// $1 part, $2 run, $3 fence, $4 first line, $5 last line, $6 facts of the run as JSON, $7 other versions of the plan.

const money = (column: string): string => `(${column} / 100)::text || '.' || lpad((${column} % 100)::text, 2, '0')`;

/** What the version of the plan says that a line was computed by. */
const ruled = (column: string): string =>
  `CASE WHEN other.plan_id IS NULL THEN facts.${column} ELSE other.${column} END`;

const isLevel = `line.kind IN ('level', 'binary_match')`;

/** Where levels start: at the buyer or at the seller, or at the member who joined. */
const start = `CASE WHEN line.sale_id IS NULL THEN line.source_member_id
  WHEN ${ruled('levels_from')} = 'seller' THEN sale.seller_member_id
  ELSE coalesce(sale.buyer_member_id, sale.seller_member_id) END`;

const path = `CASE
  WHEN ${isLevel} THEN to_jsonb(ARRAY[${start}] || coalesce(line.via, '{}') || line.member_id)
  WHEN line.kind = 'referral' THEN to_jsonb(ARRAY[line.source_member_id, line.member_id])
  ELSE to_jsonb(ARRAY[line.member_id]) END`;

const rate = `CASE line.kind WHEN 'direct_sale' THEN ${ruled('seller_rate')} WHEN 'referral' THEN NULL WHEN 'pair' THEN NULL
  ELSE (${ruled('level_rates')})[line.level] END`;

const rule = `CASE line.kind WHEN 'direct_sale' THEN 'seller' WHEN 'referral' THEN 'referral' WHEN 'pair' THEN 'binary'
  ELSE 'levels' END`;

const source = `CASE WHEN line.sale_id IS NOT NULL THEN 'sale/' || line.sale_id
  ELSE 'member/' || line.source_member_id END`;

/** Of a row of `run_lines` called `line`. */
export const accrualKey = `CASE line.kind
  WHEN 'pair' THEN 'run/' || line.run_id || '/pair/' || line.member_id || '/' || line.day
  WHEN 'referral' THEN ${source} || '/referral'
  WHEN 'direct_sale' THEN ${source} || '/seller'
  ELSE ${source} || '/levels/' || line.level END`;

/** When a sale counts that came after its day had been counted. */
const countedAt = `(SELECT counted_at FROM late_facts
  WHERE program_id = facts.program_id AND fact = 'sale' AND fact_id = line.sale_id)`;

/** The moment by which an event is counted; a day's end, or the cut-off before it. */
const earnedAt = `CASE
  WHEN line.sale_id IS NOT NULL THEN coalesce(${countedAt}, sale.occurred_at)
  WHEN line.day IS NOT NULL THEN
    least((line.day + time '23:59:59.999') AT TIME ZONE facts.zone, facts.until - interval '1 millisecond')
  ELSE greatest(facts.events_from, least(facts.until - interval '1 millisecond',
    CASE line.kind WHEN 'referral' THEN greatest(source.activated_at, source.joined_at) ELSE source.joined_at END)) END`;

const isHeld = `coalesce(line.reasons, 0)::int & ${heldBit} > 0`;
/** What is credited to whoever owes something goes there first, line by line. */
const owes = `EXISTS (SELECT FROM accounts WHERE address = 'member:' || line.member_id || ':recovery'
  AND address LIKE 'member:%:recovery' AND balance < 0)`;
const isApproved = `facts.approves AND NOT facts.per_line AND line.amount > 0 AND NOT ${owes}
  AND line.member_id IS DISTINCT FROM facts.approvers_member`;

const status = `CASE WHEN ${isHeld} THEN 'held' WHEN ${isApproved} THEN 'approved' WHEN facts.approves THEN 'pending'
  WHEN ${ruled('hold_days')} IS NOT NULL THEN 'held' ELSE 'pending' END`;

const heldFor = `CASE WHEN ${isHeld} THEN 'suspended'
  WHEN facts.approves OR ${ruled('hold_days')} IS NULL THEN NULL ELSE 'holding_period' END`;

const explanation = `jsonb_build_object(
  'rule', ${rule}, 'plan', ${ruled('plan')}, 'path', ${path},
  'base', CASE WHEN rate IS NOT NULL THEN ${money('line.base')} END, 'rateBp', rate,
  'rounding', CASE WHEN line.base % 10000 * rate % 10000 <> 0 THEN 'rounded once, half away from zero' END,
  'notes', '[]'::jsonb)`;

/** What refunds took back of the line's sale before it was posted. */
const back = `CASE WHEN sale.refunded_amount > 0
  THEN round(line.amount::numeric * sale.refunded_amount / sale.amount)::bigint END`;

/**
 * Writes the lines of one batch as commissions; a line whose accrual key is there already changes nothing. Says how many
 * it wrote, and what they credit to whom, as JSON. `OFFSET 0` keeps what is computed of a line from being computed again
 * for each column it goes into.
 */
export const insertLines = `
  WITH posted AS (
    INSERT INTO commissions (program_id, beneficiary_id, kind, sale_id, source_member_id, run_id, plan_id, level, quantity,
      base, rate_bp, amount, currency, instalment, status, held_for, hold_until, accrual_key, explanation, earned_at,
      reversed_amount, net_credited, credit_run_id, decided_at, decided_by_id, decision_reason)
    SELECT facts.program_id, member_id, kind, sale_id, source_id, run_id, found.plan_id, level, quantity, base, rate, amount,
      facts.currency, instalment, CASE WHEN is_reversed THEN 'reversed' ELSE status END,
      CASE WHEN NOT is_reversed THEN held_for END,
      CASE WHEN NOT is_reversed AND held_for = 'holding_period' THEN earned_at + found.hold_days * interval '24 hours' END,
      accrual_key, explanation, earned_at, coalesce(back, 0),
      CASE WHEN status = 'approved' THEN amount - coalesce(back, 0) ELSE 0 END,
      CASE WHEN status = 'approved' AND NOT is_reversed THEN run_id END,
      CASE WHEN status = 'approved' THEN now() END, CASE WHEN status = 'approved' THEN facts.approved_by END,
      CASE WHEN status = 'approved' THEN 'posted with approval' END
    FROM jsonb_to_record($6::jsonb) AS facts (program_id bigint, currency text, zone text, until timestamptz,
      events_from timestamptz, plan jsonb, plan_id bigint, levels_from text, level_rates integer[], seller_rate integer,
      hold_days integer, approves boolean, approved_by bigint, approvers_member bigint, per_line boolean)
    CROSS JOIN LATERAL (
      SELECT line.line, line.member_id, line.kind, line.sale_id, line.run_id, line.level,
        coalesce(line.source_member_id, sale.buyer_member_id) AS source_id, coalesce(line.plan_id, facts.plan_id) AS plan_id,
        ${ruled('hold_days')} AS hold_days,
        CASE line.kind WHEN 'pair' THEN line.quantity END AS quantity,
        CASE WHEN line.kind = 'pair' OR rate IS NOT NULL THEN line.base END AS base, rate, line.amount,
        ${back} AS back, coalesce(${back} = line.amount, false) AS is_reversed,
        coalesce(line.instalment, 0) AS instalment, ${status} AS status, ${heldFor} AS held_for,
        ${accrualKey} AS accrual_key, ${explanation} AS explanation, ${earnedAt} AS earned_at
      FROM run_lines AS line
      LEFT JOIN jsonb_to_recordset($7::jsonb) AS other (plan_id bigint, plan jsonb, levels_from text,
        level_rates integer[], seller_rate integer, hold_days integer) ON other.plan_id = line.plan_id
      LEFT JOIN sales AS sale ON sale.id = line.sale_id
      LEFT JOIN members AS source ON source.id = line.source_member_id
      CROSS JOIN LATERAL (SELECT ${rate} AS rate OFFSET 0) AS rated
      WHERE line.part = $1 AND line.run_id = $2 AND line.fence = $3 AND line.line BETWEEN $4 AND $5
        AND line.state IN ('new', 'missing') AND line.quantity > 0
      OFFSET 0
    ) AS found
    ORDER BY line
    ON CONFLICT (accrual_key) DO NOTHING
    RETURNING beneficiary_id, kind, net_credited, credit_run_id
  ), credits AS (
    SELECT beneficiary_id AS member_id, sum(net_credited)::bigint AS amount, min(kind) = 'pair' AS is_pairs
    FROM posted WHERE credit_run_id IS NOT NULL AND net_credited > 0 GROUP BY 1
  )
  SELECT (SELECT count(*) FROM posted) AS lines, (SELECT jsonb_agg(credits) FROM credits)::text AS credits`;
