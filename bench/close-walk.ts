import { z } from 'zod';
import { select } from '../src/db/select.js';
import { db } from '../src/db/sequelize.js';
import { Position } from '../src/network/position.js';
import { Sale } from '../src/orders/sale.js';

// Goes from the buyers of some sales to the top: node close-walk.js rows|query PROGRAM SALES

const way = process.argv[2];
const [programId = 0, limit = 0] = process.argv.slice(3).map(Number);
/** Deeper walks are cut short, so in deep trees the figures are lower than the truth. */
const most_steps = 1000;

const above = `
  WITH RECURSIVE above AS (
    SELECT parent_id, 1 AS steps FROM positions WHERE tree_id = (SELECT id FROM trees WHERE program_id = $1) AND member_id = $2
    UNION ALL
    SELECT positions.parent_id, steps + 1 FROM above JOIN positions
      ON tree_id = (SELECT id FROM trees WHERE program_id = $1) AND member_id = above.parent_id
    WHERE steps < ${most_steps}
  )
  SELECT parent_id FROM above`;

async function byRows(start: number | null): Promise<void> {
  let member = start;
  for (let step = 0; member !== null && step < most_steps; step += 1) {
    const position: Position | null = await Position.findOne({ where: { programId, memberId: member } });
    member = position?.parentId ?? null;
  }
}

async function byQuery(start: number | null): Promise<void> {
  await select(above, [programId, start], z.unknown());
}

const climb = way === 'query' ? byQuery : byRows;
const sales = await Sale.findAll({ where: { programId }, limit });
const began = performance.now();
for (const { buyerMemberId } of sales) await climb(buyerMemberId);
const seconds = (performance.now() - began) / 1000;
await db.close();
process.send?.({ seconds }, () => process.disconnect());
