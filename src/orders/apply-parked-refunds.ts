import { z } from 'zod';
import type { Work } from '../core/work.js';
import { applyRefund, refundFault } from './apply-refund.js';
import { ParkedFact } from './parked-fact.js';
import type { Sale } from './sale.js';

/** How a refund is kept until its sale comes. */
const parkedRefund = z.object({
  amount: z.string().nullable(),
  reason: z.string().nullable(),
});

/** What a fact about a sale waits for. */
export const saleName = ({ source, externalOrderId }: Pick<Sale, 'source' | 'externalOrderId'>): string =>
  `${source}/${externalOrderId}`;

/** Applies, in the order of their telling, the refunds that came before their sale. */
export async function applyParkedRefunds(work: Work, sale: Sale): Promise<void> {
  const { tx, now } = work;
  const waiting = await ParkedFact.findAll({
    where: { programId: sale.programId, kind: 'refund', waitsFor: saleName(sale), status: 'parked' },
    order: [['id', 'ASC']],
    transaction: tx,
  });
  for (const fact of waiting) {
    const result = await applyParked(work, sale, fact);
    await fact.set({ ...result, appliedAt: now }).save({ transaction: tx });
  }
}

async function applyParked(work: Work, sale: Sale, { key, payload }: ParkedFact) {
  const { amount, reason } = parkedRefund.parse(payload);
  const facts = { amount: amount === null ? null : BigInt(amount), reason, reference: key };
  const fault = refundFault(sale, facts);
  if (fault) return { status: 'dropped' as const, result: fault };
  const refund = await applyRefund(work, sale, facts);
  return { status: 'applied' as const, result: `refund ${String(refund.id)}` };
}
