import { z } from 'zod';
import { change, select } from '../../../db/select.js';
import { placeOf } from './posting.js';
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

// $1 part, $2 run, $3 fence, $4 first line, $5 last line.
const lock = `
  WITH locked AS (
    SELECT FROM sales WHERE id IN (
      SELECT sale_id FROM run_lines WHERE part = $1 AND run_id = $2 AND fence = $3 AND line BETWEEN $4 AND $5
        AND state IN ('new', 'missing'))
    ORDER BY id FOR KEY SHARE
  )
  SELECT count(*) FROM locked`;

/** Keeps refunds away from the sales of a batch until it is written; waits for those that are under way. */
export async function lockSales(posting: Posting, lines: readonly [number, number]): Promise<void> {
  await select(lock, [...placeOf(posting), ...lines], z.unknown(), posting.work.tx);
}

/** What refunds took back of a sale is taken off its lines that were missing until now. Their sales are locked. */
export async function takeRefunds({ row, work }: Posting, before: number): Promise<void> {
  await change(refunded, [row.runId, before], work.tx);
}
