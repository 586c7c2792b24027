import type { Transaction } from 'sequelize';
import { TaxRuleRow } from '../compliance/tax-rule.js';
import { rulesInForce, withholding } from '../compliance/withholding.js';
import type { TaxRule } from '../compliance/withholding.js';
import { businessDay, dayStart, financialYear } from '../core/period.js';
import { selectOne } from '../db/select.js';
import { big } from '../db/row-schema.js';
import { activePlan } from '../programs/active-plan.js';
import { payoutPart } from '../programs/plan-parts.js';
import type { Program } from '../programs/program.js';
import { z } from 'zod';
import type { Claim } from './deduction.js';

/** What the plan in force says about payouts, and the tax rules that are taken from them. */
export interface PayoutTerms extends z.output<typeof payoutPart> {
  planId: number;
  taxRules: TaxRule[];
  /** First moment of the current financial year. */
  yearStart: Date;
}

export async function payoutTerms(program: Program, now: Date, tx?: Transaction): Promise<PayoutTerms> {
  const plan = await activePlan(program.id, now, tx);
  const today = businessDay(now, program.timeZone);
  const rows = await TaxRuleRow.findAll({ where: { key: plan.document.withholding }, transaction: tx ?? null });
  const rules = rows.map(({ rule }) => rule);
  return {
    ...(plan.document.payout ?? payoutPart.parse({})),
    planId: plan.id,
    taxRules: rulesInForce(rules, plan.document.withholding, 'payout', today),
    yearStart: dayStart(`${financialYear(today)}-04-01`, program.timeZone),
  };
}

const soFar = `
  SELECT coalesce(sum(amount), 0) AS gross, coalesce(sum(tax), 0) AS tax FROM payouts
  WHERE member_id = $1 AND created_at >= $2 AND status NOT IN ('rejected', 'failed', 'cancelled')`;

/**
 * What is taken from a payout, in the order in which it is taken: tax, then the fee. Tax numbers are not kept yet, so
 * the rate for people without one applies.
 */
export async function claimsOn(
  gross: bigint,
  terms: PayoutTerms,
  memberId: number,
  tx?: Transaction,
): Promise<Claim[]> {
  const sums = await selectOne(soFar, [memberId, terms.yearStart], z.object({ gross: big, tax: big }), tx);
  const taxable = { gross, hasPan: false, yearGross: sums?.gross ?? 0n, yearTax: sums?.tax ?? 0n };
  return [
    ...terms.taxRules.map((rule) => ({
      kind: 'tax' as const,
      due: withholding(rule, taxable),
      why: `section ${rule.section}`,
    })),
    { kind: 'fee' as const, due: terms.fee, why: 'payout fee of the plan' },
  ];
}
