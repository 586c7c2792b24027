import { asSuperuser } from '../../support/database.js';
import { bigTown, refundSome } from './support-big-town.js';
import type { BigTown } from './support-big-town.js';
import { matchUntil } from './town.js';

// Two towns that are alike but for their ids: what they come to is told with ids counted from the first one.
const told = {
  commissions: `
    SELECT count(*)::int AS rows, sum(line.amount)::text AS amount, md5(string_agg(concat_ws(',', kind, beneficiary_id - $2, level,
      sale.external_order_id, quantity, undone, base, line.amount, line.status, net_credited, reversed_amount, earned_at), ';'
      ORDER BY kind, beneficiary_id, level, sale.external_order_id, earned_at, line.amount)) AS bytes
    FROM commissions AS line LEFT JOIN sales AS sale ON sale.id = sale_id WHERE line.program_id = $1`,
  wallets: `
    SELECT count(*)::int AS rows, sum(balance)::text AS amount, md5(string_agg(concat_ws(',', members.id - $2, address.kind, balance), ';'
      ORDER BY members.id, address.kind)) AS bytes
    FROM members CROSS JOIN (VALUES ('wallet'), ('recovery')) AS address (kind)
    JOIN accounts ON accounts.address = 'member:' || members.id || ':' || address.kind WHERE program_id = $1`,
  carries: `
    SELECT count(*)::int AS rows, md5(string_agg(concat_ws(',', member_id - $2, carry_left, carry_right, pairs, window_key,
      window_pairs), ';' ORDER BY member_id)) AS bytes FROM leg_balances WHERE program_id = $1`,
  ranks: `
    SELECT count(*)::int AS rows, md5(string_agg(concat_ws(',', member_id - $2, paid_as, title), ';' ORDER BY member_id)) AS bytes
    FROM ranks WHERE program_id = $1`,
  history: `
    SELECT count(*)::int AS rows, md5(string_agg(concat_ws(',', member_id - $2, kind, before, after), ';' ORDER BY member_id, kind, after))
      AS bytes FROM rank_history WHERE program_id = $1`,
};

/** What a town came to, table by table: how many rows, and a hash of them. */
export async function outcomeOf({ program, firstMember }: BigTown): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const [what, sql] of Object.entries(told)) found[what] = (await asSuperuser(sql, [program.id, firstMember]))[0];
  return found;
}

/** A month whose first half is matched and credited; refunds since then undo some of its pairs. */
export async function halfDone(people = 6_000): Promise<BigTown> {
  const town = await bigTown(people);
  await matchUntil(town.program, `${town.month}-14`, 'approve');
  await refundSome(town, 15);
  return town;
}
