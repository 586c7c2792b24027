import { Op } from 'sequelize';
import { z } from 'zod';
import { Commission } from '../commissions/commission.js';
import { asText } from '../commissions/explain/amounts.js';
import { pairsAnswer } from '../commissions/explain/member-pairs.js';
import { standingAnswer } from '../commissions/explain/member-standing.js';
import { runSeenBy } from '../commissions/explain/seen-by.js';
import { tell } from '../commissions/explain/tell.js';
import { CommissionRun } from '../commissions/runs/commission-run.js';
import { Run } from '../core/run.js';
import type { RunStatus } from '../core/run.js';
import { big, int } from '../db/row-schema.js';
import { selectOne } from '../db/select.js';
import type { BinaryRules } from '../programs/plan-document.js';
import type { MemberReader } from './reader.js';
import type { Say } from './say.js';

// Legs keep the last run that changed them; whatever was matched since found nothing to change.
const legs = `
  WITH matched AS (
    SELECT ends_at FROM commission_runs JOIN runs ON runs.id = run_id
    WHERE commission_runs.program_id = $2 AND commission_runs.kind <> 'member' AND runs.status = 'posted'
    ORDER BY ends_at DESC LIMIT 1
  ), changed AS (
    SELECT carry_left, carry_right, pairs, ends_at FROM leg_balances JOIN commission_runs USING (run_id)
    WHERE leg_balances.member_id = $1
  ), counted AS (SELECT greatest((SELECT ends_at FROM changed), (SELECT ends_at FROM matched)) AS until)
  SELECT coalesce(carry_left, 0) AS carry_left, coalesce(carry_right, 0) AS carry_right, coalesce(pairs, 0) AS pairs,
    CASE WHEN until > $3 THEN until END AS until
  FROM counted LEFT JOIN changed ON true`;

const legsRow = z.object({ carry_left: big, carry_right: big, pairs: int, until: z.date().nullable() });
const nothing = { carry_left: 0n, carry_right: 0n, pairs: 0, until: null };

/** What a member's legs hold and how many pairs they made, and up to when that is counted; null before it was. */
export async function ownLegs({ id, programId, joinedAt }: MemberReader['member'], rules: BinaryRules) {
  const row = (await selectOne(legs, [id, programId, joinedAt], legsRow)) ?? nothing;
  return {
    unit: rules.unit,
    left: asText(rules, row.carry_left),
    right: asText(rules, row.carry_right),
    pairs: row.pairs,
    countedUntil: row.until,
    pairValue: asText(rules, rules.pair_value),
    amount: rules.amount,
    firstIsUnpaid: rules.unpaid_first,
  };
}

/** What the last run that tells of the member says of his pairs; null before there was one. */
export async function whyPairs({ actor, member }: MemberReader, say: Say): Promise<string[] | null> {
  const run = await runSeenBy(actor, { memberId: member.id });
  if (!run || member.joinedAt >= run.row.endsAt) return null;
  const parts = [await standingAnswer(run, member), await pairsAnswer({ run, memberId: member.id })];
  return (await tell({ phrases: parts.flatMap(({ phrases }) => phrases), facts: {} }, say.language, say)).sentences;
}

/** So long it is told on the page what came of asking. */
const told_ms = 24 * 60 * 60 * 1000;

const moving: ReadonlySet<RunStatus> = new Set<RunStatus>(['queued', 'computing', 'posting']);

/** The last matching of a member alone, whoever asked for it. */
export interface OwnMatching {
  run: Run;
  /** Whether the member asked himself; else somebody here did. */
  isOwn: boolean;
  isMoving: boolean;
  formed: number;
  lines: Commission[];
  paid: bigint;
}

/** The last matching that was asked for of this member alone, and what it paid; null when that was long ago. */
export async function ownMatching({ id, programId, userId }: MemberReader['member']): Promise<OwnMatching | null> {
  const createdAt = { [Op.gte]: new Date(Date.now() - told_ms) };
  const row = await CommissionRun.findOne({
    where: { programId, memberId: id, createdAt },
    order: [
      ['createdAt', 'DESC'],
      ['runId', 'DESC'],
    ],
  });
  if (!row) return null;
  const run = await Run.findByPk(row.runId, { rejectOnEmpty: true });
  const lines = await Commission.findAll({ where: { runId: run.id, beneficiaryId: id }, order: ['id'] });
  const paid = lines.reduce((sum, { amount }) => sum + amount, 0n);
  const isOwn = run.requestedBy !== null && run.requestedBy === userId;
  return { run, isOwn, isMoving: moving.has(run.status), formed: row.totals?.pairs.formed ?? 0, lines, paid };
}
