import { portion } from '../core/money.js';
import type { Work } from '../core/work.js';
import { Refund } from './refund.js';
import { returnPayment } from './return-payment.js';
import type { Sale } from './sale.js';

export interface RefundFacts {
  /** Null: everything that is left. */
  amount: bigint | null;
  reference: string;
  reason: string | null;
}

/** Why a refund of a locked sale cannot be, or null. */
export function refundFault(sale: Sale, { amount }: RefundFacts): 'not_confirmed' | 'nothing_left' | 'too_much' | null {
  if (sale.status === 'held' || sale.status === 'rejected') return 'not_confirmed';
  if (sale.refundable === 0n) return 'nothing_left';
  return amount !== null && amount > sale.refundable ? 'too_much' : null;
}

/** Stores a refund that has no fault. Volume goes back in the same share, cumulatively, so a full refund leaves none. */
export async function applyRefund(work: Work, sale: Sale, facts: RefundFacts): Promise<Refund> {
  const { tx, now, actor, emit } = work;
  const { reference, reason } = facts;
  const amount = facts.amount ?? sale.refundable;
  const before = sale.refundedAmount;
  const refundedTotal = before + amount;
  const volumeBack = (refunded: bigint) => portion(sale.volume, refunded, sale.amount);
  const refund = await Refund.create(
    {
      programId: sale.programId,
      saleId: sale.id,
      reference,
      amount,
      refundedTotal,
      volume: volumeBack(refundedTotal) - volumeBack(before),
      reason,
      recordedBy: actor.userId,
      refundedAt: now,
    },
    { transaction: tx },
  );
  sale.set({ refundedAmount: refundedTotal });
  if (sale.refundable === 0n) sale.become('refunded');
  await sale.save({ transaction: tx });
  await returnPayment(work, sale.orderId, refund);
  emit({ type: 'sale.refunded', saleId: sale.id, refundId: refund.id });
  return refund;
}
