import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { isIdentified } from '../compliance/is-identified.js';
import { TaxRuleRow } from '../compliance/tax-rule.js';
import { rulesInForce } from '../compliance/withholding.js';
import type { TaxRule } from '../compliance/withholding.js';
import { businessDay, dayStart, financialYear } from '../core/period.js';
import { big } from '../db/row-schema.js';
import { select, selectOne } from '../db/select.js';
import type { Program } from '../programs/program.js';
import type { Deduction } from './deduction.js';
import { taxesAtCredit } from './engine/deductions.js';
import { deduction } from './journals.js';

/** A line about to be credited; whoever asks has locked the member's wallet. */
export interface Credit {
  program: Program;
  beneficiaryId: number;
  gross: bigint;
  /** Keys of the plan's tax rules. */
  keys: readonly string[];
  now: Date;
}

/** The taxes taken as a line is credited, by the rules and in the financial year of that day. */
export async function taxAtCredit(credit: Credit, tx: Transaction): Promise<Deduction[]> {
  const { program, beneficiaryId, gross, keys, now } = credit;
  const today = businessDay(now, program.timeZone);
  const rules = rulesInForce(await taxRules(keys, tx), keys, 'credit', today);
  if (rules.length === 0) return [];
  const since = dayStart(`${String(financialYear(today))}-04-01`, program.timeZone);
  const yearGross = await grossOf(beneficiaryId, since, tx);
  const taken = await taxOf(beneficiaryId, since, tx);
  const inForce = rules.map((rule) => ({ rule, yearTax: taken.get(rule.key) ?? 0n }));
  const amounts = taxesAtCredit(inForce, { gross, yearGross, hasPan: await hasTaxNumber(beneficiaryId, tx) });
  return rules.flatMap(({ key }, index) => deduction('tax', amounts[index] ?? 0n, key));
}

export async function taxRules(keys: readonly string[], tx?: Transaction): Promise<TaxRule[]> {
  if (keys.length === 0) return [];
  const rows = await TaxRuleRow.findAll({ where: { key: [...keys] }, order: ['id'], transaction: tx ?? null });
  return rows.map(({ rule }) => rule);
}

/** Tax numbers are shown with the identity: whoever's identity is approved has one. */
const hasTaxNumber = isIdentified;

// What a refund took back counts in the year of what it takes back.
const creditedSince = `
  FROM commissions AS line LEFT JOIN commissions AS original ON original.id = line.reverses_id
  WHERE line.beneficiary_id = $1 AND line.status IN ('approved', 'paid', 'reversed')
    AND coalesce(original.decided_at, line.decided_at) >= $2`;

async function grossOf(memberId: number, since: Date, tx: Transaction): Promise<bigint> {
  const sum = `SELECT coalesce(sum(line.amount - line.reversed_amount), 0) AS gross ${creditedSince}`;
  return (await selectOne(sum, [memberId, since], z.object({ gross: big }), tx))?.gross ?? 0n;
}

async function taxOf(memberId: number, since: Date, tx: Transaction): Promise<Map<string, bigint>> {
  const rows = await select(
    `SELECT part ->> 'why' AS key, sum((part ->> 'amount')::numeric * 100)::bigint AS taken
     FROM (SELECT line.deductions ${creditedSince}) AS credited, jsonb_array_elements(deductions) AS part
     WHERE part ->> 'kind' = 'tax' GROUP BY 1`,
    [memberId, since],
    z.object({ key: z.string(), taken: big }),
    tx,
  );
  return new Map(rows.map(({ key, taken }) => [key, taken]));
}
