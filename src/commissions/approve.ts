import { portion } from '../core/money.js';
import type { Work } from '../core/work.js';
import { recovery, wallet } from '../ledger/address.js';
import { balanceOf } from '../ledger/balance.js';
import { lockAccounts } from '../ledger/lock-accounts.js';
import { post } from '../ledger/posting.js';
import { parsePlan } from '../programs/plan-document.js';
import { Plan } from '../programs/plan.js';
import { Program } from '../programs/program.js';
import type { Commission } from './commission.js';
import type { Deduction } from './deduction.js';
import { commissionApproved, deduction, totalOf } from './journals.js';
import { taxAtCredit } from './tax-at-credit.js';

/** Credits a pending line to its beneficiary's wallet: gross, then deductions, in the command's transaction. */
export async function approve(work: Work, commission: Commission, reason: string | null): Promise<Commission> {
  const gross = commission.due;
  commission.become('approved');
  const program = await Program.findByPk(commission.programId, { transaction: work.tx, rejectOnEmpty: true });
  const deductions = await deductionsFrom(work, commission, { program, gross });
  await post(work.tx, commissionApproved({ commission, programKey: program.key }, gross, deductions));
  commission.set({
    deductions,
    netCredited: gross - totalOf(deductions),
    decidedAt: work.now,
    decidedById: work.actor.userId,
    decisionReason: reason,
  });
  await commission.save({ transaction: work.tx });
  work.emit({ type: 'commission.approved', commissionId: commission.id });
  return commission;
}

interface Gross {
  program: Program;
  gross: bigint;
}

/** Tax, then instalments, then what the member owes from earlier refunds; each is cut to what the ones before left. */
async function deductionsFrom(work: Work, commission: Commission, of: Gross): Promise<Deduction[]> {
  const taxes = await taxesOn(work, commission, of);
  const afterTax = of.gross - totalOf(taxes);
  const instalments = instalmentOf(commission, of.gross, afterTax);
  const left = afterTax - totalOf(instalments);
  const { balance } = await balanceOf(recovery(commission.beneficiaryId), commission.currency, work.tx);
  const owed = balance < 0n ? -balance : 0n;
  return [...taxes, ...instalments, ...deduction('recovery', least(owed, left), 'owed from an earlier refund')];
}

/** Two lines of a member approved at once are taxed one after the other, by the year that the first one left. */
async function taxesOn({ tx, now }: Work, commission: Commission, { program, gross }: Gross): Promise<Deduction[]> {
  const { planId, beneficiaryId, currency } = commission;
  const plan = planId === null ? null : await Plan.findByPk(planId, { transaction: tx });
  const keys = plan ? parsePlan(plan.document).withholding : [];
  if (keys.length === 0) return [];
  await lockAccounts([{ address: wallet(beneficiaryId), currency }], tx);
  return taxAtCredit({ program, beneficiaryId, gross, keys, now }, tx);
}

/** What refunds took off a line before it was approved, they took off its instalment share too. */
function instalmentOf({ instalment, amount }: Commission, gross: bigint, left: bigint): Deduction[] {
  if (instalment === 0n) return [];
  return deduction('reserve', least(portion(instalment, gross, amount), left), 'kept for your instalments');
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
