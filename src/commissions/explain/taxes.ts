import { z } from 'zod';
import { rulesInForce, withholding } from '../../compliance/withholding.js';
import type { TaxRule } from '../../compliance/withholding.js';
import { formatAmount, parseAmount } from '../../core/money.js';
import { businessDay, dayStart, financialYear } from '../../core/period.js';
import { big } from '../../db/row-schema.js';
import { selectOne } from '../../db/select.js';
import { programById } from '../../programs/find-program.js';
import type { Commission } from '../commission.js';
import type { Deduction } from '../deduction.js';
import { taxRules } from '../tax-at-credit.js';
import { percent } from './amounts.js';
import { phrase } from './phrase.js';
import type { Fact, Phrase } from './phrase.js';

/** How a tax came about as a line was credited. */
interface Reckoned {
  rule: TaxRule;
  rateBp: number;
  /** What the rate was of, and what of the year's tax had been taken before. */
  base: bigint;
  before: bigint;
  amount: bigint;
}

/** A tax that was taken off a line, told by its rule; by its name alone where the rule says something else today. */
export async function taxAnswer(line: Commission, part: Deduction): Promise<{ told: Phrase; facts: Fact[] }> {
  const { currency } = line;
  const amount = part.amount;
  const found = await reckoned(line, part);
  if (!found) {
    const kind = phrase('deduction.tax');
    return { told: phrase('state.deduction', { kind, amount, currency, why: part.why }), facts: [] };
  }
  const { rule, rateBp, base, before } = found;
  const values = { amount, currency, rule: rule.key, section: rule.section, rate: percent(rateBp) };
  const figures = { base: formatAmount(base), before: formatAmount(before) };
  return { told: phrase(`state.tax_${rule.basis}`, { ...values, ...figures }), facts: [factsOf(found)] };
}

const factsOf = ({ rule, rateBp, base, before, amount }: Reckoned): Fact => ({
  rule: rule.key,
  section: rule.section,
  basis: rule.basis,
  rate_bp: rateBp,
  base: formatAmount(base),
  taken_before: formatAmount(before),
  ceiling: rule.ceiling === null ? null : formatAmount(rule.ceiling),
  amount: formatAmount(amount),
});

async function reckoned(line: Commission, { amount: taken, why }: Deduction): Promise<Reckoned | undefined> {
  const { timeZone } = await programById(line.programId);
  const amount = parseAmount(taken);
  const day = businessDay(line.decidedAt ?? line.createdAt, timeZone);
  const [rule] = rulesInForce(await taxRules([why]), [why], 'credit', day);
  if (!rule) return undefined;
  const since = dayStart(`${String(financialYear(day))}-04-01`, timeZone);
  const year = await yearBefore(line, since, why);
  const taxable = { gross: line.due, yearGross: year.gross, yearTax: year.tax };
  // Whose identity was known by then is not kept; one of the two rates gives what was taken.
  const hasPan = [true, false].find((one) => withholding(rule, { ...taxable, hasPan: one }) === amount);
  if (hasPan === undefined) return undefined;
  const total = year.gross + line.due;
  const over = total - (rule.annualThreshold ?? 0n);
  const base = { payment: line.due, year: total, excess: over }[rule.basis];
  const before = rule.basis === 'payment' ? 0n : year.tax;
  return { rule, rateBp: hasPan ? rule.rateBp : rule.rateWithoutPanBp, base, before, amount };
}

// What a refund took back counts in the year of what it takes back.
const creditedBefore = `
  SELECT coalesce(sum(line.amount - line.reversed_amount), 0) AS gross, coalesce(sum((
    SELECT sum((part ->> 'amount')::numeric * 100) FROM jsonb_array_elements(line.deductions) AS part
    WHERE part ->> 'kind' = 'tax' AND part ->> 'why' = $5)), 0)::bigint AS tax
  FROM commissions AS line LEFT JOIN commissions AS original ON original.id = line.reverses_id
  WHERE line.beneficiary_id = $1 AND line.status IN ('approved', 'paid', 'reversed')
    AND coalesce(original.decided_at, line.decided_at) >= $2
    AND (line.decided_at, line.id) < ($3::timestamptz, $4::bigint)`;

async function yearBefore({ beneficiaryId, decidedAt, createdAt, id }: Commission, since: Date, key: string) {
  const binds = [beneficiaryId, since, decidedAt ?? createdAt, id, key];
  return (await selectOne(creditedBefore, binds, z.object({ gross: big, tax: big }))) ?? { gross: 0n, tax: 0n };
}
