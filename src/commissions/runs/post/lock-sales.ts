import { z } from 'zod';
import { select } from '../../../db/select.js';
import { placeOf } from './posting.js';
import type { Posting } from './posting.js';

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
