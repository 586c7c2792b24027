import { literal, Op } from 'sequelize';
import { z } from 'zod';
import { system } from '../core/actor.js';
import { int } from '../db/row-schema.js';
import { select } from '../db/select.js';
import { job } from '../jobs/job.js';
import { applyParkedPostback } from './apply-parked-postback.js';
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

const heardOf = `
  SELECT parked_facts.id, parked_facts.program_id AS "programId" FROM parked_facts
  WHERE kind = 'postback' AND status = 'parked' AND EXISTS (
    SELECT FROM referral_tokens WHERE click_id = waits_for AND referral_tokens.program_id = parked_facts.program_id)
  ORDER BY parked_facts.id LIMIT ${String(batch)}`;

/** Looks for parked postbacks whose click has been heard of. */
export const applyPostbacks = job({
  name: 'orders.apply-postbacks',
  data: z.object({}),
  every: '5 minutes',

  async run() {
    const found = await select(heardOf, [], z.object({ id: int, programId: int }));
    for (const { id: factId, programId } of found) await applyParkedPostback(system(programId), { factId });
  },
});
