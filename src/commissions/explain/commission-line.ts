import type { Commission } from '../commission.js';
import type { ExplainedLine } from './line.js';
import { planById } from './run-read.js';
import type { PlanRead } from './run-read.js';

/** A commission as it is to be explained; imported ones may know less of themselves. */
export async function commissionLine(commission: Commission): Promise<ExplainedLine> {
  const { explanation: kept, kind } = commission;
  const explained: Partial<typeof kept> = kept;
  const plan = await planById(commission.planId);
  return {
    ...detailsOf(commission),
    kind,
    commission,
    inRun: null,
    day: dayOf(commission),
    tax: null,
    rule: explained.rule ?? 'adjustment',
    plan: planOf(explained.plan ?? null, plan),
    document: plan?.document ?? null,
    way: explained.path ?? [],
    notes: explained.notes ?? [],
  };
}

const planOf = (kept: { name: string; version: number } | null, plan: PlanRead | null): ExplainedLine['plan'] => {
  const named = kept ?? plan;
  return named && { id: plan?.id ?? null, name: named.name, version: named.version };
};

const detailsOf = (commission: Commission) => ({
  programId: commission.programId,
  currency: commission.currency,
  beneficiaryId: commission.beneficiaryId,
  level: commission.level,
  saleId: commission.saleId,
  sourceMemberId: commission.sourceMemberId,
  base: commission.base,
  rateBp: commission.rateBp,
  quantity: commission.quantity,
  amount: commission.amount,
  instalment: commission.instalment,
});

/** `run/7/pair/42/2026-11-03` and `run/8/undo/2026-11-06/of/123` name their day. */
export const dayOf = ({ accrualKey }: Pick<Commission, 'accrualKey'>): string | null =>
  /^run\/\d+\/(?:pair\/\d+|undo)\/(\d{4}-\d{2}-\d{2})/.exec(accrualKey)?.[1] ?? null;
