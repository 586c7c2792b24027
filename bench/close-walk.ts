import { db } from '../src/db/sequelize.js';
import { Position } from '../src/network/position.js';
import { Sale } from '../src/orders/sale.js';

// Walks from the buyers of some sales to the top, a row at a time: node close-walk.js PROGRAM SALES

const [programId = 0, limit = 0] = process.argv.slice(2).map(Number);
/** Deeper walks are cut short: what they took is multiplied. */
const most_steps = 1000;
const began = performance.now();
for (const { buyerMemberId } of await Sale.findAll({ where: { programId }, limit })) {
  let member = buyerMemberId;
  for (let step = 0; member !== null && step < most_steps; step += 1) {
    const position: Position | null = await Position.findOne({ where: { programId, memberId: member } });
    member = position?.parentId ?? null;
  }
}
const seconds = (performance.now() - began) / 1000;
await db.close();
process.send?.({ seconds }, () => process.disconnect());
