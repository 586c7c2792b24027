import { z } from 'zod';
import { int } from '../db/row-schema.js';
import { select } from '../db/select.js';
import { job } from '../jobs/job.js';
import { rollUpSponsors, rollUpTree } from '../network/roll-up.js';

/** Lifetime volume of each member's own purchases; a sale whose buyer is no member stands at its seller. */
const ownVolumes = (programId: number): string => `
  SELECT coalesce(buyer_member_id, seller_member_id) AS member_id, sum(sales.volume - coalesce(back.volume, 0)) AS volume
  FROM sales LEFT JOIN (SELECT sale_id, sum(volume) AS volume FROM refunds GROUP BY sale_id) AS back
    ON back.sale_id = sales.id
  WHERE program_id = ${programId} AND status IN ('confirmed', 'refunded') GROUP BY 1`;

/** Every night the explorer's sums, and what the weaker leg goes by, are counted again. */
export const rollUpVolumes = job({
  name: 'network.roll-up',
  data: z.object({}),
  every: '40 1 * * *',

  async run() {
    for (const { id } of await select('SELECT id FROM programs ORDER BY id', [], z.object({ id: int }))) {
      await rollUpTree(id, ownVolumes(id));
      await rollUpSponsors(id, ownVolumes(id));
    }
  },
});
