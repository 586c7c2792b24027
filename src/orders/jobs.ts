import { literal, Op } from 'sequelize';
import { z } from 'zod';
import { system } from '../core/actor.js';
import { job } from '../jobs/job.js';
import { expireOrder } from './expire-order.js';
import { Order } from './order.js';

const batch = 200;

/** Looks for orders whose time to be paid is over. */
export const expireOrders = job({
  name: 'orders.expire',
  data: z.object({}),
  every: '5 minutes',

  async run() {
    const overdue = await Order.findAll({
      attributes: ['id', 'programId'],
      where: { status: 'pending', expiresAt: { [Op.lte]: literal('now()') } },
      order: [['expiresAt', 'ASC']],
      limit: batch,
    });
    for (const { id, programId } of overdue) await expireOrder(system(programId), { orderId: id });
  },
});
