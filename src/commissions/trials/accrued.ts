import type { Client } from 'pg';
import type { TrialPeriod } from './trial.js';

const sum = `
  SELECT coalesce(sum(amount - reversed_amount + coalesce((
    SELECT sum(back.amount) FROM commissions AS back WHERE back.reverses_id = line.id), 0)), 0)::text AS amount
  FROM commissions AS line
  WHERE program_id = $1 AND earned_at >= $2 AND earned_at < $3
    AND status <> 'rejected' AND kind <> 'adjustment' AND reverses_id IS NULL`;

/** What stands in the books as earned in a month, less what was taken back of it since; rejected lines left out. */
export async function accruedIn(client: Client, programId: number, { from, until }: TrialPeriod): Promise<bigint> {
  const { rows } = await client.query<{ amount: string }>(sum, [programId, from, until]);
  return BigInt(rows[0]?.amount ?? '0');
}
