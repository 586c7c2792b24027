import { z } from 'zod';
import { NotFound } from '../../core/errors.js';
import { big, int } from '../../db/row-schema.js';
import { selectOne } from '../../db/select.js';
import { Sale } from '../../orders/sale.js';
import type { LevelRules } from '../../programs/plan-document.js';
import { commissionKinds } from '../commission.js';
import { lineStates } from '../runs/totals.js';
import type { ExplainedLine } from './line.js';
import { planById } from './run-read.js';
import type { PlanRead, RunRead } from './run-read.js';

const found = `
  SELECT line, member_id, kind, state, level, sale_id, source_member_id, day::text, base, quantity, amount, tax,
    instalment, commission_id, plan_id, via
  FROM run_lines WHERE part = $1 AND run_id = $2 AND fence = $3 AND line = $4`;

const ids = z
  .array(int)
  .nullable()
  .transform((value) => value ?? []);

const row = z.object({
  line: z.number(),
  member_id: int,
  kind: z.enum(commissionKinds),
  state: z.enum(lineStates),
  level: z.number().nullable(),
  sale_id: int.nullable(),
  source_member_id: int.nullable(),
  day: z.string().nullable(),
  base: big,
  quantity: z.number(),
  amount: big,
  tax: big.nullable(),
  instalment: big.nullable(),
  commission_id: int.nullable(),
  plan_id: int.nullable(),
  via: ids,
});

type Row = z.output<typeof row>;

/** A line as it stands in a run, whatever became of the run; refused as not found where there is none. */
export async function runLine(run: RunRead, line: number): Promise<ExplainedLine> {
  const stands = await selectOne(found, [...run.place, line], row);
  if (!stands) throw new NotFound('line');
  const plan = (await planById(stands.plan_id)) ?? run.plan;
  const rateBp = rateOf(stands, plan);
  return {
    commission: null,
    inRun: { run, line, state: stands.state, commissionId: stands.commission_id },
    programId: run.row.programId,
    currency: run.currency,
    ...sourceOf(stands),
    base: stands.kind === 'pair' || rateBp !== null ? stands.base : null,
    rateBp,
    quantity: stands.kind === 'pair' ? stands.quantity : null,
    amount: stands.amount,
    instalment: stands.instalment ?? 0n,
    tax: stands.tax ?? 0n,
    rule: ruleOf(stands.kind),
    plan,
    document: plan.document,
    way: await wayOf(stands, plan.document.levels),
    notes: [],
  };
}

const sourceOf = (stands: Row) => ({
  beneficiaryId: stands.member_id,
  kind: stands.kind,
  level: stands.level,
  saleId: stands.sale_id,
  sourceMemberId: stands.source_member_id,
  day: stands.day,
});

function rateOf({ kind, level }: Row, { document }: PlanRead): number | null {
  if (kind === 'direct_sale') return document.seller?.rate_bp ?? null;
  return level === null ? null : (document.levels?.rates_bp?.[level - 1] ?? null);
}

function ruleOf(kind: Row['kind']): ExplainedLine['rule'] {
  if (kind === 'direct_sale') return 'seller';
  if (kind === 'referral') return 'referral';
  return kind === 'pair' ? 'binary' : 'levels';
}

/** From where levels start past everybody in between, as a posted line keeps it. */
async function wayOf(stands: Row, levels: LevelRules | undefined): Promise<number[]> {
  const { kind, member_id: to, source_member_id: source, via } = stands;
  if (kind === 'referral') return source === null ? [to] : [source, to];
  if (stands.level === null) return [to];
  const start = stands.sale_id === null ? source : await startOf(stands.sale_id, levels);
  return [...(start === null ? [] : [start]), ...via, to];
}

async function startOf(saleId: number, levels: LevelRules | undefined): Promise<number | null> {
  const sale = await Sale.findByPk(saleId, { rejectOnEmpty: true });
  return levels?.from === 'seller' ? sale.sellerMemberId : (sale.buyerMemberId ?? sale.sellerMemberId);
}
