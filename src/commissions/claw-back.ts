import { Op } from 'sequelize';
import { formatAmount, parseAmount, portion } from '../core/money.js';
import type { Listener, Work } from '../core/work.js';
import { balanceOf } from '../ledger/balance.js';
import { reserve, wallet } from '../ledger/address.js';
import { post } from '../ledger/posting.js';
import { Refund } from '../orders/refund.js';
import { Sale } from '../orders/sale.js';
import { Program } from '../programs/program.js';
import { Commission } from './commission.js';
import type { Deduction } from './deduction.js';
import { deductionsBack } from './deductions-back.js';
import type { TakenBefore } from './deductions-back.js';
import { commissionClawedBack, deduction, totalOf } from './journals.js';

/** A refund takes back from every line of the sale; cumulative rounding makes a full refund leave exactly zero. */
export const clawBackSale: Listener<'sale.refunded'> = async (work, { saleId, refundId }) => {
  const sale = await Sale.findByPk(saleId, { transaction: work.tx, rejectOnEmpty: true });
  const refund = await Refund.findByPk(refundId, { transaction: work.tx, rejectOnEmpty: true });
  const lines = await Commission.findAll({
    where: { saleId, reversesId: null, status: { [Op.notIn]: ['rejected', 'reversed'] } },
    order: [['id', 'ASC']],
    lock: work.tx.LOCK.UPDATE,
    transaction: work.tx,
  });
  const notes = [`${formatAmount(refund.refundedTotal)} of ${formatAmount(sale.amount)} refunded`];
  for (const line of lines) {
    const upTo = portion(line.amount, refund.refundedTotal, sale.amount);
    await takeBack(work, line, { upTo, accrualKey: `refund/${String(refundId)}/of/${String(line.id)}`, notes });
  }
};

export interface Taking {
  /** How much of the line's amount is to be taken back in all, earlier times included. */
  upTo: bigint;
  /** What the negative line is for, where the line has been credited. */
  accrualKey: string;
  notes: string[];
  /** Of a line for pairs: how many of them. */
  pairs?: number;
  /** When it counts; left out: now. */
  earnedAt?: Date;
}

/** Takes back a part of a locked line: one that was credited gets a negative line, any other becomes smaller. */
export async function takeBack(work: Work, line: Commission, taking: Taking): Promise<void> {
  const isCredited = line.status === 'approved' || line.status === 'paid';
  await (isCredited ? takeBackCredited(work, line, taking) : shrink(work, line, taking));
}

/** A line nobody has been paid for yet only becomes smaller, and ends when nothing is left. */
async function shrink({ tx }: Work, line: Commission, { upTo }: Taking): Promise<void> {
  line.set({ reversedAmount: upTo });
  if (line.due === 0n) line.become('reversed');
  await line.save({ transaction: tx });
}

async function takeBackCredited(work: Work, line: Commission, taking: Taking): Promise<void> {
  const { tx, now } = work;
  const { upTo, accrualKey, notes, pairs, earnedAt = now } = taking;
  const already = await takenBackSoFar(line, tx);
  const amount = upTo - line.reversedAmount - already.gross;
  if (amount <= 0n) return;
  const reversal = await Commission.create(
    {
      ...origin(line),
      amount: -amount,
      quantity: pairs === undefined ? null : -pairs,
      status: 'approved',
      reversesId: line.id,
      accrualKey,
      explanation: { ...line.explanation, rule: 'refund', notes },
      earnedAt,
      decidedAt: now,
    },
    { transaction: tx },
  );
  const deductions = await withinReserve(work, line, deductionsBack(line, already, amount));
  const net = amount - totalOf(deductions);
  reversal.set({ deductions: deductions.map((part) => ({ ...part, amount: `-${part.amount}` })), netCredited: -net });
  await reversal.save({ transaction: tx });
  await reversePosting(work, reversal, { net, deductions });
  if (already.gross + line.reversedAmount + amount === line.amount)
    await line.become('reversed').save({ transaction: tx });
}

async function takenBackSoFar(line: Commission, tx: Work['tx']): Promise<TakenBefore> {
  const reversals = await Commission.findAll({ where: { reversesId: line.id }, transaction: tx });
  return {
    gross: reversals.reduce((sum, { amount }) => sum - amount, 0n),
    deductions: reversals.flatMap(({ deductions }) =>
      deductions.map((part) => ({ ...part, amount: part.amount.replace('-', '') })),
    ),
  };
}

/** What the reserve has given away since has to come from the wallet. */
async function withinReserve({ tx }: Work, line: Commission, parts: Deduction[]): Promise<Deduction[]> {
  if (!parts.some(({ kind }) => kind === 'reserve')) return parts;
  const { available } = await balanceOf(reserve(line.beneficiaryId), line.currency, tx);
  const least = (amount: bigint): bigint => (amount < available ? amount : available);
  return parts.flatMap((part) =>
    part.kind === 'reserve' ? deduction('reserve', least(parseAmount(part.amount)), part.why) : [part],
  );
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
