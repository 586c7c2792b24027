import type { Work } from '../core/work.js';
import { balanceOf } from '../ledger/balance.js';
import { recovery } from '../ledger/address.js';
import { post } from '../ledger/posting.js';
import { Program } from '../programs/program.js';
import type { Commission } from './commission.js';
import type { Deduction } from './deduction.js';
import { commissionApproved, deduction, totalOf } from './journals.js';

/** Credits a pending line to its beneficiary's wallet: gross, then deductions, in the command's transaction. */
export async function approve(work: Work, commission: Commission, reason: string | null): Promise<Commission> {
  const gross = commission.due;
  commission.become('approved');
  const program = await Program.findByPk(commission.programId, { transaction: work.tx, rejectOnEmpty: true });
  const deductions = await deductionsFrom(work, commission, gross);
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

/** What the member owes from earlier refunds is filled first from new credits. */
async function deductionsFrom(
  { tx }: Work,
  { beneficiaryId, currency }: Commission,
  gross: bigint,
): Promise<Deduction[]> {
  const { balance } = await balanceOf(recovery(beneficiaryId), currency, tx);
  const owed = balance < 0n ? -balance : 0n;
  return deduction('recovery', owed < gross ? owed : gross, 'owed from an earlier refund');
}
