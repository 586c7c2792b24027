import { Op } from 'sequelize';
import { formatAmount, parseAmount, portion } from '../core/money.js';
import type { Listener, Work } from '../core/work.js';
import { balanceOf } from '../ledger/balance.js';
import { wallet } from '../ledger/address.js';
import { post } from '../ledger/posting.js';
import { Refund } from '../orders/refund.js';
import { Sale } from '../orders/sale.js';
import { Program } from '../programs/program.js';
import { Commission } from './commission.js';
import type { Deduction } from './deduction.js';
import { commissionClawedBack, totalOf } from './journals.js';

interface Refunded {
  refundId: number;
  /** Refunded so far, this refund included, of the sale's total. */
  share: { of: bigint; total: bigint };
}

/** A refund takes back from every line of the sale; cumulative rounding makes a full refund leave exactly zero. */
export const clawBackSale: Listener<'sale.refunded'> = async (work, { saleId, refundId }) => {
  const sale = await Sale.findByPk(saleId, { transaction: work.tx, rejectOnEmpty: true });
  const refund = await Refund.findByPk(refundId, { transaction: work.tx, rejectOnEmpty: true });
  const share = { of: refund.refundedTotal, total: sale.amount };
  const lines = await Commission.findAll({
    where: { saleId, reversesId: null, status: { [Op.notIn]: ['rejected', 'reversed'] } },
    order: [['id', 'ASC']],
    lock: work.tx.LOCK.UPDATE,
    transaction: work.tx,
  });
  for (const line of lines) await clawBack(work, line, { refundId, share });
};

async function clawBack(work: Work, line: Commission, refunded: Refunded): Promise<void> {
  const isCredited = line.status === 'approved' || line.status === 'paid';
  await (isCredited ? takeBackCredited(work, line, refunded) : shrink(work, line, refunded));
}

/** A line nobody has been paid for yet only becomes smaller, and ends when nothing is left. */
async function shrink({ tx }: Work, line: Commission, { share }: Refunded): Promise<void> {
  line.set({ reversedAmount: portion(line.amount, share.of, share.total) });
  if (line.due === 0n) line.become('reversed');
  await line.save({ transaction: tx });
}

async function takeBackCredited(work: Work, line: Commission, { refundId, share }: Refunded): Promise<void> {
  const { tx, now } = work;
  const already = await takenBackSoFar(line, tx);
  const amount = portion(line.amount, share.of, share.total) - line.reversedAmount - already.gross;
  if (amount <= 0n) return;
  const reversal = await Commission.create(
    {
      ...origin(line),
      amount: -amount,
      status: 'approved',
      reversesId: line.id,
      accrualKey: `refund/${String(refundId)}/of/${String(line.id)}`,
      explanation: {
        ...line.explanation,
        rule: 'refund',
        notes: [`${formatAmount(share.of)} of ${formatAmount(share.total)} refunded`],
      },
      earnedAt: now,
      decidedAt: now,
    },
    { transaction: tx },
  );
  const deductions = deductionsBack(line, already, amount);
  const net = amount - totalOf(deductions);
  reversal.set({ deductions: deductions.map((part) => ({ ...part, amount: `-${part.amount}` })), netCredited: -net });
  await reversal.save({ transaction: tx });
  await reversePosting(work, reversal, { net, deductions });
  if (already.gross + line.reversedAmount + amount === line.amount)
    await line.become('reversed').save({ transaction: tx });
}

type TakenBefore = { gross: bigint; deductions: readonly Deduction[] };

async function takenBackSoFar(line: Commission, tx: Work['tx']): Promise<TakenBefore> {
  const reversals = await Commission.findAll({ where: { reversesId: line.id }, transaction: tx });
  return {
    gross: reversals.reduce((sum, { amount }) => sum - amount, 0n),
    deductions: reversals.flatMap(({ deductions }) =>
      deductions.map((part) => ({ ...part, amount: part.amount.replace('-', '') })),
    ),
  };
}

/** Each deduction goes back in the share of the credited gross that has been taken back, this time included. */
function deductionsBack(line: Commission, already: TakenBefore, amount: bigint): Deduction[] {
  const credited = line.amount - line.reversedAmount;
  return line.deductions.flatMap((part) => {
    const before = totalOf(already.deductions.filter(({ kind, why }) => kind === part.kind && why === part.why));
    const now = portion(parseAmount(part.amount), already.gross + amount, credited) - before;
    return now > 0n ? [{ ...part, amount: formatAmount(now) }] : [];
  });
}

async function reversePosting(
  work: Work,
  reversal: Commission,
  back: { net: bigint; deductions: Deduction[] },
): Promise<void> {
  const program = await Program.findByPk(reversal.programId, { transaction: work.tx, rejectOnEmpty: true });
  const { available } = await balanceOf(wallet(reversal.beneficiaryId), reversal.currency, work.tx);
  const covered = available < 0n ? 0n : available;
  const fromWallet = back.net < covered ? back.net : covered;
  await post(
    work.tx,
    commissionClawedBack(
      { commission: reversal, programKey: program.key },
      { fromWallet, owed: back.net - fromWallet, deductions: back.deductions },
    ),
  );
}

const origin = ({
  programId,
  beneficiaryId,
  kind,
  saleId,
  sourceMemberId,
  planId,
  level,
  base,
  rateBp,
  currency,
}: Commission) => ({
  programId,
  beneficiaryId,
  kind,
  saleId,
  sourceMemberId,
  planId,
  level,
  base,
  rateBp,
  currency,
});
