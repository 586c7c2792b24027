import { z } from 'zod';
import { command } from '../core/command.js';
import { Refusal } from '../core/errors.js';
import { lockOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { anyOf, programOf, roles, scope } from '../core/policy.js';
import { Order } from './order.js';
import { giveStockBack } from './take-stock.js';

/** Calls an unpaid order off and gives its goods free. */
export const cancelOrder = command({
  name: 'order.cancel',
  input: z.strictObject({ orderId: id }),
  allow: anyOf(scope('orders:write'), roles('owner', 'admin')),

  async run({ input, actor, now, tx, emit }) {
    const order = await lockOrRefuse(Order, input.orderId, tx, { programId: programOf(actor) });
    order.become('cancelled').set({ cancelledAt: now });
    if (order.paid > 0n) throw new Refusal('conflict', 'Money was paid for this order; it has to be given back first.');
    await order.save({ transaction: tx });
    await giveStockBack(order, tx);
    emit({ type: 'order.cancelled', orderId: order.id });
    return order;
  },
});
