import { change } from '../../../db/select.js';
import type { Posting } from './posting.js';

// $1 run, $2 id before the batch.
const refunded = `
  WITH taken AS (
    SELECT line.id, line.amount, round(line.amount::numeric * sale.refunded_amount / sale.amount)::bigint AS back
    FROM commissions AS line JOIN sales AS sale ON sale.id = line.sale_id
    WHERE line.run_id = $1 AND line.id > $2 AND sale.refunded_amount > 0
  )
  UPDATE commissions AS line SET reversed_amount = back,
    net_credited = CASE WHEN status = 'approved' THEN line.amount - back ELSE 0 END,
    status = CASE WHEN back = line.amount THEN 'reversed' ELSE status END,
    held_for = CASE WHEN back < line.amount THEN held_for END,
    hold_until = CASE WHEN back < line.amount THEN hold_until END,
    credit_run_id = CASE WHEN back < line.amount THEN credit_run_id END
  FROM taken WHERE taken.id = line.id`;

/**
 * What refunds took back of a sale is taken off its lines that were missing until now. A refund that commits while the
 * batch is written is seen too: inserting a line waits for whoever holds its sale, and this reads afterwards.
 */
export async function takeRefunds({ row, work }: Posting, before: number): Promise<void> {
  await change(refunded, [row.runId, before], work.tx);
}
