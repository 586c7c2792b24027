import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { lockOrRefuse } from '../core/lock.js';
import type { Work } from '../core/work.js';
import { big } from '../db/row-schema.js';
import { selectOne } from '../db/select.js';
import { Order } from './order.js';
import { Payment } from './payment.js';
import type { Refund } from './refund.js';
import { reviewActivation } from './review-activation.js';

const paidForOrder = `
  SELECT coalesce(sum(CASE kind WHEN 'refund' THEN -amount ELSE amount END), 0) AS paid
  FROM payments WHERE order_id = $1 AND status = 'completed' AND kind <> 'gift'`;

/**
 * What goes back of a sale goes back of the payments for its order, as far as there were any: it no longer counts
 * towards the activation of the customer.
 */
export async function returnPayment(work: Work, orderId: number | null, refund: Refund): Promise<void> {
  if (orderId === null) return;
  const { tx, now, actor } = work;
  const { programId, currency, customerMemberId } = await lockOrRefuse(Order, orderId, tx);
  const paid = await paidFor(orderId, tx);
  const amount = refund.amount < paid ? refund.amount : paid;
  if (amount <= 0n) return;
  const reference = `sale-refund/${refund.id}`;
  await Payment.create(
    { programId, orderId, kind: 'refund', amount, currency, reference, recordedBy: actor.userId, paidAt: now },
    { transaction: tx },
  );
  await reviewActivation(work, customerMemberId, now);
}

const paidFor = async (orderId: number, tx: Transaction): Promise<bigint> =>
  (await selectOne(paidForOrder, [orderId], z.object({ paid: big }), tx))?.paid ?? 0n;
