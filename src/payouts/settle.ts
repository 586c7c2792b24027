import type { Work } from '../core/work.js';
import type { Commission } from '../commissions/commission.js';
import { capture } from '../ledger/hold.js';
import { post } from '../ledger/posting.js';
import { programById } from '../programs/find-program.js';
import { allocate } from './allocate.js';
import { payoutSettled } from './journals.js';
import type { Payout } from './payout.js';

/** The bank has paid: the hold is captured before the money is posted, then the lines it covered are marked. */
export async function settle(
  work: Work,
  payout: Payout,
  { bankReference, lines }: { bankReference: string; lines: readonly Commission[] },
): Promise<Payout> {
  const { tx, now, actor, emit } = work;
  payout.become('paid').set({ bankReference, settledAt: now, settledById: actor.userId });
  await payout.save({ transaction: tx });
  const program = await programById(payout.programId, tx);
  await allocate(payout, lines, tx);
  await capture(tx, payout.reference);
  await post(tx, payoutSettled(payout, program.key));
  emit({ type: 'payout.paid', payoutId: payout.id });
  return payout;
}
