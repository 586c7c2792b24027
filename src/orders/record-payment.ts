import { z } from 'zod';
import { command } from '../core/command.js';
import { invalidField } from '../core/errors.js';
import { lockOrRefuse } from '../core/lock.js';
import { amount } from '../core/money.js';
import { id, instant, text } from '../core/parse.js';
import { anyOf, programOf, roles, scope } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { confirmSale } from './confirm-sale.js';
import { Order } from './order.js';
import { Payment } from './payment.js';
import { reviewActivation } from './review-activation.js';
import { factsOf } from './sale-of-order.js';

/** Money came in for an order, once for its bank reference. Paid in full, the order is completed and becomes a sale. */
export const recordPayment = command({
  name: 'payment.record',
  input: z.strictObject({ orderId: id, amount, reference: text(200), paidAt: instant.optional() }),
  allow: anyOf(scope('sales:write'), roles('owner', 'admin')),

  async run({ input, ...work }): Promise<Order> {
    const { actor, now, tx } = work;
    const { paidAt = now, reference, amount: paid } = input;
    const programId = programOf(actor);
    const order = await lockOrRefuse(Order, input.orderId, tx, { programId });
    const first = await Payment.findOne({ where: { programId, reference }, transaction: tx });
    if (first) return refuseOther(first, order, paid);
    if (paidAt > now) throw invalidField('paidAt', 'lies in the future');
    refuseAmount(order, paid);
    const { id: orderId, currency } = order;
    await Payment.create(
      { programId, orderId, amount: paid, currency, reference, recordedBy: actor.userId, paidAt },
      { transaction: tx },
    );
    await reviewActivation(work, order.customerMemberId, paidAt);
    return settle(work, order, { paid, paidAt });
  },
});

function refuseOther(first: Payment, order: Order, paid: bigint): Order {
  if (first.orderId === order.id && first.amount === paid) return order;
  throw invalidField('reference', 'belongs to another payment', 'taken');
}

function refuseAmount(order: Order, paid: bigint): void {
  if (paid === 0n) throw invalidField('amount', 'must be more than zero', 'too_small');
  if (order.status !== 'active') order.become('active');
  if (paid > order.remaining) throw invalidField('amount', 'is more than what remains to be paid', 'too_large');
}

async function settle(work: Work, order: Order, { paid, paidAt }: { paid: bigint; paidAt: Date }): Promise<Order> {
  const { tx, now } = work;
  order.set({ paid: order.paid + paid });
  if (order.remaining > 0n) return order.save({ transaction: tx });
  await order.become('completed').set({ completedAt: now }).save({ transaction: tx });
  await confirmSale(work, {
    ...factsOf(order),
    programId: order.programId,
    source: 'order',
    externalOrderId: String(order.id),
    amount: order.total,
    volume: order.volume,
    currency: order.currency,
    attribution: order.attribution,
    occurredAt: paidAt,
  });
  return order;
}
