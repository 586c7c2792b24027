import { z } from 'zod';
import { big } from '../db/row-schema.js';
import { selectOne } from '../db/select.js';
import { recovery, reserve, wallet } from '../ledger/address.js';
import { balanceOf } from '../ledger/balance.js';
import type { Member } from '../network/member.js';
import type { Program } from '../programs/program.js';

const sql = `
  WITH lines AS (
    SELECT status, earned_at, amount - CASE WHEN reverses_id IS NULL THEN reversed_amount ELSE 0 END AS left_of_it
    FROM commissions WHERE beneficiary_id = $1 AND status <> 'rejected'
  )
  SELECT coalesce(sum(left_of_it) FILTER (WHERE status IN ('pending', 'held')), 0) AS pending,
    coalesce(sum(left_of_it) FILTER (WHERE earned_at >= date_trunc('month', now(), $2)), 0) AS month
  FROM lines`;

/** What a member has, what is coming, and what this business month brought; minor units of the program's currency. */
export async function ownFigures({ id }: Member, { currency, timeZone }: Program) {
  const [purse, owed, aside, sums] = await Promise.all([
    balanceOf(wallet(id), currency),
    balanceOf(recovery(id), currency),
    balanceOf(reserve(id), currency),
    selectOne(sql, [id, timeZone], z.object({ pending: big, month: big })),
  ]);
  return {
    ...purse,
    owed: -owed.balance,
    reserve: aside.balance,
    pending: sums?.pending ?? 0n,
    month: sums?.month ?? 0n,
  };
}
