import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { Commission } from '../commissions/commission.js';
import { big, int } from '../db/row-schema.js';
import { select } from '../db/select.js';
import { PayoutAllocation } from './payout-allocation.js';
import type { Payout } from './payout.js';

/** The credited lines of these members that are not paid out yet, locked in order, the oldest first. */
export const lockUnpaidLines = (memberIds: readonly number[], tx: Transaction): Promise<Commission[]> =>
  Commission.findAll({
    where: { beneficiaryId: [...memberIds], status: 'approved', reversesId: null },
    order: [['id', 'ASC']],
    lock: tx.LOCK.UPDATE,
    transaction: tx,
  });

const open = `
  SELECT id, net_credited
    + coalesce((SELECT sum(net_credited) FROM commissions AS back WHERE back.reverses_id = line.id), 0)
    - coalesce((SELECT sum(amount) FROM payout_allocations WHERE commission_id = line.id), 0) AS open
  FROM commissions AS line WHERE id = ANY($1)`;

/** Says which lines a payout covered, by what they credited net; a line with nothing open any more is paid. */
export async function allocate(payout: Payout, lines: readonly Commission[], tx: Transaction): Promise<void> {
  const rows = await select(open, [lines.map(({ id }) => id)], z.object({ id: int, open: big }), tx);
  const openOf = new Map(rows.map((row) => [row.id, row.open]));
  let left = payout.amount;
  for (const line of lines) {
    const due = openOf.get(line.id) ?? 0n;
    const amount = due < left ? due : left;
    if (amount > 0n) {
      left -= amount;
      await PayoutAllocation.create({ payoutId: payout.id, commissionId: line.id, amount }, { transaction: tx });
    }
    if (amount >= due) await line.become('paid').save({ transaction: tx });
  }
}
