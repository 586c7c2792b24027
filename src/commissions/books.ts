import type { Check } from '../ledger/check.js';

/** What must hold between commission lines and the ledger. */
export const commissionChecks: readonly Check[] = [
  {
    name: 'commissions.credited-once',
    promise: 'Every approved line has exactly one credit of what was due, and no other line has any.',
    breaches: `
      SELECT commissions.id, commissions.status, commissions.amount, credited.amount AS credited
      FROM commissions LEFT JOIN (
        SELECT reference, sum(amount) AS amount FROM postings
        WHERE line = 1 AND reference LIKE 'commission/%/approved' GROUP BY reference
      ) AS credited ON credited.reference = 'commission/' || commissions.id || '/approved'
      WHERE commissions.reverses_id IS NULL AND coalesce(credited.amount, 0) <> CASE
        WHEN commissions.decided_at IS NOT NULL AND commissions.status IN ('approved', 'paid', 'reversed')
          AND commissions.credit_run_id IS NULL
          AND (commissions.net_credited > 0 OR commissions.deductions <> '[]')
        THEN commissions.amount - commissions.reversed_amount ELSE 0 END`,
  },
  {
    name: 'commissions.credited-by-run',
    promise: 'What a run credited to a member is one posting of all his pairs, and one of all his event lines.',
    breaches: `
      SELECT due.run_id, due.member_id, due.amount, postings.amount AS credited FROM (
        SELECT credit_run_id AS run_id, beneficiary_id AS member_id, kind = 'pair' AS is_pairs, sum(net_credited) AS amount
        FROM commissions WHERE credit_run_id IS NOT NULL AND reverses_id IS NULL GROUP BY 1, 2, 3
      ) AS due
      LEFT JOIN postings ON line = 1
        AND reference = 'run/' || due.run_id || '/member/' || due.member_id || CASE WHEN is_pairs THEN '' ELSE '/events' END
      WHERE postings.amount IS DISTINCT FROM due.amount`,
  },
  {
    name: 'commissions.reversals-mirror',
    promise: 'No line is taken back by more than it was worth.',
    breaches: `
      SELECT original.id, original.amount, original.reversed_amount, sum(reversal.amount) AS taken_back
      FROM commissions AS original JOIN commissions AS reversal ON reversal.reverses_id = original.id
      GROUP BY original.id HAVING original.amount - original.reversed_amount + sum(reversal.amount) < 0`,
  },
  {
    name: 'commissions.net',
    promise: 'Gross less deductions is what reached the wallet.',
    breaches: `
      SELECT id, amount, reversed_amount, net_credited, deductions FROM commissions
      WHERE status IN ('approved', 'paid') AND amount - reversed_amount - net_credited <> (
        SELECT coalesce(sum((part ->> 'amount')::numeric * 100), 0) FROM jsonb_array_elements(deductions) AS part)`,
  },
];
