import type { Check } from '../ledger/check.js';

/** What payouts promise at any moment. */
export const payoutChecks: readonly Check[] = [
  {
    name: 'payouts.holds',
    promise: 'Each payout on its way holds its amount, each paid one captured it once, each other one gave it back.',
    breaches: `
      SELECT payouts.id, payouts.status, payouts.amount, holds.status AS hold, holds.amount AS held
      FROM payouts LEFT JOIN holds ON holds.reference = 'payout/' || payouts.id
      WHERE holds.amount IS DISTINCT FROM payouts.amount OR holds.status <> CASE
        WHEN payouts.status = 'paid' THEN 'captured'
        WHEN payouts.status IN ('rejected', 'failed', 'cancelled') THEN 'released'
        ELSE 'open' END`,
  },
  {
    name: 'payouts.postings',
    promise: 'Each paid payout took its amount from the member once, and no other payout took anything.',
    breaches: `
      WITH taken AS (
        SELECT reference, sum(amount) AS amount FROM postings JOIN accounts ON accounts.id = debit_id
        WHERE owner IS NOT NULL AND reference LIKE 'payout/%/settled' GROUP BY reference
      )
      SELECT payouts.id, payouts.status, payouts.amount, taken.reference, taken.amount AS taken
      FROM payouts FULL JOIN taken ON taken.reference = 'payout/' || payouts.id || '/settled'
      WHERE CASE WHEN payouts.status = 'paid' THEN taken.amount IS DISTINCT FROM payouts.amount
        ELSE taken.reference IS NOT NULL END`,
  },
  {
    name: 'payouts.allocations',
    promise: 'No payout covers more than it paid, and no commission is covered beyond what it credited.',
    breaches: `
      SELECT 'payout' AS what, payouts.id, payouts.amount, sum(part.amount) AS covered
      FROM payouts JOIN payout_allocations AS part ON payout_id = payouts.id
      GROUP BY payouts.id HAVING sum(part.amount) > payouts.amount OR payouts.status <> 'paid'
      UNION ALL
      SELECT 'commission', commissions.id, commissions.net_credited, sum(part.amount)
      FROM commissions JOIN payout_allocations AS part ON commission_id = commissions.id
      GROUP BY commissions.id HAVING sum(part.amount) > commissions.net_credited`,
  },
];
