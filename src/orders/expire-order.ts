import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { systemOnly } from '../core/policy.js';
import { Order } from './order.js';
import { giveStockBack } from './take-stock.js';

/** An order that nobody paid in time gives its goods free again; one that was paid meanwhile stays as it is. */
export const expireOrder = command({
  name: 'order.expire',
  input: z.strictObject({ orderId: id }),
  allow: systemOnly,

  async run({ input, now, tx }) {
    const order = await lockOrRefuse(Order, input.orderId, tx);
    if (!isOverdue(order, now)) return order;
    await order.become('expired').save({ transaction: tx });
    await giveStockBack(order, tx);
    return order;
  },
});

const isOverdue = ({ status, expiresAt }: Order, now: Date): boolean =>
  status === 'pending' && expiresAt !== null && expiresAt <= now;
