import type { Work } from '../core/work.js';
import { release } from '../ledger/hold.js';
import type { Payout } from './payout.js';

type Ending = 'rejected' | 'failed' | 'cancelled';

/** Ends a payout that will not be paid; the member has the held money back at once, and once only. */
export async function close(work: Work, payout: Payout, status: Ending, reason: string | null): Promise<Payout> {
  const { tx, now, actor, emit } = work;
  payout.become(status).set({ closedAt: now, closedById: actor.userId, closeReason: reason });
  await payout.save({ transaction: tx });
  await release(tx, payout.reference);
  emit({ type: `payout.${status}`, payoutId: payout.id });
  return payout;
}
