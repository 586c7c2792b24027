import { programOf } from '../core/policy.js';
import { lockOrRefuse } from '../core/lock.js';
import type { Work } from '../core/work.js';
import type { Attribution } from '../tracking/attribute.js';
import type { SaleFacts } from './confirm-sale.js';
import { Order } from './order.js';

/** What an order of ours says of the sale it becomes when it is paid. The order itself is completed with it. */
export async function saleOfOrder(
  { actor, now, tx }: Work,
  orderId: number | undefined,
): Promise<{ facts: Partial<SaleFacts>; attribution: Attribution } | null> {
  if (orderId === undefined) return null;
  const order = await lockOrRefuse(Order, orderId, tx, { programId: programOf(actor) });
  if (order.status !== 'completed' && order.status !== 'delivered') {
    await order.become('completed').set({ completedAt: now }).save({ transaction: tx });
  }
  return { facts: factsOf(order), attribution: order.attribution };
}

/** Whose it is: the customer's contacts, and his membership when he has one. */
export const factsOf = (order: Order): Partial<SaleFacts> => ({
  orderId: order.id,
  ...(order.customerMemberId === null ? {} : { buyerMemberId: order.customerMemberId }),
  customerEmail: order.customerEmail,
  customerPhone: order.customerPhone,
});
