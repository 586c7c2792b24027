import { z } from 'zod';
import { findOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { query } from '../core/query.js';
import { Order } from './order.js';
import { orderReaders, ordersSeenBy } from './scope.js';

/** One order, if the actor sees it. */
export const findOrder = query({
  name: 'order.find',
  input: z.strictObject({ orderId: id }),
  allow: orderReaders,
  run: async ({ input, actor }) => findOrRefuse(Order, input.orderId, await ordersSeenBy(actor)),
});
