import { z } from 'zod';
import { command } from '../core/command.js';
import { NotAllowed } from '../core/errors.js';
import { lockOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { roles } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { refuseOwn } from './own-member.js';
import { Payout } from './payout.js';
import { payoutsSeenBy } from './scope.js';

/** Finance agrees to pay. Above the plan's limit the payout waits for a second, different person. */
export const approvePayout = command({
  name: 'payout.approve',
  input: z.strictObject({ payoutId: id }),
  allow: roles('owner', 'admin', 'funds_coordinator'),

  async run({ input, ...work }) {
    const { actor, tx } = work;
    const payout = await lockOrRefuse(Payout, input.payoutId, tx, payoutsSeenBy(actor));
    if (actor.userId !== null && payout.requestedById === actor.userId) {
      throw new NotAllowed('Who asked for a payout cannot approve it.', 'own_request');
    }
    await refuseOwn(actor, payout.memberId, tx);
    return needsAnother(payout) ? approveFirst(work, payout) : approveFinally(work, payout);
  },
});

const needsAnother = ({ status, approvalsNeeded, firstApprovedAt }: Payout): boolean =>
  status === 'requested' && approvalsNeeded === 2 && firstApprovedAt === null;

const approveFirst = ({ tx, now, actor }: Work, payout: Payout): Promise<Payout> =>
  payout.set({ firstApprovedById: actor.userId, firstApprovedAt: now }).save({ transaction: tx });

async function approveFinally({ tx, now, actor, emit }: Work, payout: Payout): Promise<Payout> {
  payout.become('approved');
  if (payout.approvalsNeeded === 2 && payout.firstApprovedById === actor.userId) {
    throw new NotAllowed('A second, different person has to approve a payout of this size.', 'second_person');
  }
  await payout.set({ approvedById: actor.userId, approvedAt: now }).save({ transaction: tx });
  emit({ type: 'payout.approved', payoutId: payout.id });
  return payout;
}
