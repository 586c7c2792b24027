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
import type { Language } from '../users/user.js';
import type { MemberReader } from './reader.js';

const legs = `
  SELECT carry_left, carry_right, pairs, ends_at FROM leg_balances JOIN commission_runs USING (run_id)
  WHERE leg_balances.member_id = $1`;

const legsRow = z.object({ carry_left: big, carry_right: big, pairs: int, ends_at: z.date() });
const nothing = { carry_left: 0n, carry_right: 0n, pairs: 0, ends_at: null };

/** What a member's legs hold and how many pairs they made, as the last run that counted them left them. */
export async function ownLegs({ id }: MemberReader['member'], rules: BinaryRules) {
  const row = (await selectOne(legs, [id], legsRow)) ?? nothing;
  return {
    unit: rules.unit,
    left: asText(rules, row.carry_left),
    right: asText(rules, row.carry_right),
    pairs: row.pairs,
    countedUntil: row.ends_at,
    pairValue: asText(rules, rules.pair_value),
    amount: rules.amount,
  };
}

/** What the last run that tells of the member says of his pairs; null before there was one. */
export async function whyPairs({ actor, member }: MemberReader, language: Language): Promise<string[] | null> {
  const run = await runSeenBy(actor, { memberId: member.id });
  if (!run || member.joinedAt >= run.row.endsAt) return null;
  const parts = [await standingAnswer(run, member), await pairsAnswer({ run, memberId: member.id })];
  return (await tell({ phrases: parts.flatMap(({ phrases }) => phrases), facts: {} }, language)).sentences;
}

/** So long it is told on the page what came of asking. */
const told_ms = 24 * 60 * 60 * 1000;

const moving: ReadonlySet<RunStatus> = new Set<RunStatus>(['queued', 'computing', 'posting']);

/** What a member asked for last. */
export interface OwnMatching {
  run: Run;
  isMoving: boolean;
  formed: number;
  lines: Commission[];
  paid: bigint;
}

/** The last matching that was asked for of this member alone, and what it paid; null when that was long ago. */
export async function ownMatching({ id, programId }: MemberReader['member']): Promise<OwnMatching | null> {
  const where = { programId, memberId: id };
  const row = await CommissionRun.findOne({ where, order: [['runId', 'DESC']] });
  if (!row || row.createdAt.getTime() < Date.now() - told_ms) return null;
  const run = await Run.findByPk(row.runId, { rejectOnEmpty: true });
  const lines = await Commission.findAll({ where: { runId: run.id, beneficiaryId: id }, order: ['id'] });
  const paid = lines.reduce((sum, { amount }) => sum + amount, 0n);
  return { run, isMoving: moving.has(run.status), formed: row.totals?.pairs.formed ?? 0, lines, paid };
}
