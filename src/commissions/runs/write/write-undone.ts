import type { Transaction } from 'sequelize';
import { change } from '../../../db/select.js';
import type { PairLines } from '../compute-pairs.js';
import type { Facts } from '../facts.js';
import type { RunPlace } from '../load/sources.js';

const insert = `
  INSERT INTO run_pairs (run_id, fence, place, member_id, day, quantity, base, amount, reasons)
  SELECT $1, $2, place, member, date '1970-01-01' + day, quantity, base, amount, reasons
  FROM jsonb_to_recordset($3::jsonb) AS pair (place int, member bigint, day int, quantity int, base bigint,
    amount bigint, reasons int)`;

/** Keeps the earlier pairs of everybody who had some undone, so that the run can be computed again. */
export async function writeUndone(
  { facts, pairs: { lines } }: { facts: Facts; pairs: PairLines },
  { runId, fence }: RunPlace,
  tx: Transaction,
): Promise<void> {
  if (facts.pairs.length === 0) return;
  const undone = new Set<number>();
  for (let place = 0; place < lines.length; place++) {
    if (lines.quantity(place) < 0) undone.add(lines.beneficiary(place));
  }
  const kept = facts.pairs.filter(({ kind, beneficiary }) => kind === 'pair' && undone.has(beneficiary));
  const rows = kept.map(({ beneficiary, source, quantity, base, amount, reasons }, place) => ({
    place,
    member: facts.network.ids[beneficiary],
    day: source,
    quantity,
    base: base.toString(),
    amount: amount.toString(),
    reasons,
  }));
  if (rows.length > 0) await change(insert, [runId, fence, JSON.stringify(rows)], tx);
}
