import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { anyOf, programOf, roles, scope } from '../core/policy.js';
import { Order } from './order.js';

/** The goods of a paid order have reached the customer. */
export const deliverOrder = command({
  name: 'order.deliver',
  input: z.strictObject({ orderId: id }),
  allow: anyOf(scope('orders:write'), roles('owner', 'admin')),

  async run({ input, actor, now, tx }) {
    const order = await lockOrRefuse(Order, input.orderId, tx, { programId: programOf(actor) });
    return order.become('delivered').set({ deliveredAt: now }).save({ transaction: tx });
  },
});
