import { z } from 'zod';
import { formatAmount } from '../../src/core/money.js';
import { big, int } from '../../src/db/row-schema.js';
import { select } from '../../src/db/select.js';
import type { Payout } from '../../src/payouts/payout.js';

const sql = `
  SELECT commissions.id, commissions.kind, commissions.earned_at AS "earnedAt", payout_allocations.amount
  FROM payout_allocations JOIN commissions ON commissions.id = commission_id
  WHERE payout_id = $1 ORDER BY commissions.earned_at, commissions.id LIMIT 500`;

const line = z.object({ id: int, kind: z.string(), earnedAt: z.date(), amount: big.transform(formatAmount) });

/** Which commissions a payout paid, and how much of each. */
export const coveredBy = ({ id }: Payout) => select(sql, [id], line);
