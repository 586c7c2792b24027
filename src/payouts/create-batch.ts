import { Op } from 'sequelize';
import { z } from 'zod';
import { command } from '../core/command.js';
import { invalidField, NotFound } from '../core/errors.js';
import { id } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import { refuseOwn } from './own-member.js';
import { Payout } from './payout.js';
import { PayoutBatch } from './payout-batch.js';
import { payoutsSeenBy } from './scope.js';

/** Puts approved payouts into one file for the bank; from here on the member cannot take them back. */
export const createBatch = command({
  name: 'payout_batch.create',
  input: z.strictObject({ payoutIds: z.array(id).min(1).max(1000) }),
  allow: roles('owner', 'admin', 'funds_coordinator'),

  async run({ input, actor, tx }) {
    const ids = [...new Set(input.payoutIds)];
    const payouts = await Payout.findAll({
      where: { [Op.and]: [payoutsSeenBy(actor), { id: ids }] },
      order: [['id', 'ASC']],
      lock: tx.LOCK.UPDATE,
      transaction: tx,
    });
    const [first] = payouts;
    if (!first || payouts.length < ids.length) throw new NotFound('payout');
    const batch = await PayoutBatch.create(
      {
        programId: programOf(actor),
        currency: first.currency,
        payoutCount: payouts.length,
        total: payouts.reduce((sum, { net }) => sum + net, 0n),
        createdById: actor.userId,
      },
      { transaction: tx },
    );
    for (const payout of payouts) {
      await refuseOwn(actor, payout.memberId, tx);
      if (payout.bankAccountId === null) throw invalidField('payoutIds', `payout ${payout.id} has no bank account`);
      await payout.become('processing').set({ batchId: batch.id }).save({ transaction: tx });
    }
    return batch;
  },
});
