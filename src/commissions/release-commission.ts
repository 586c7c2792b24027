import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id, text } from '../core/parse.js';
import { roles } from '../core/policy.js';
import { Commission } from './commission.js';
import { FraudFlag } from './fraud-flag.js';
import { refuseOwn } from './refuse-own.js';
import { commissionsSeenBy } from './scope.js';

/** Ends a hold before its time: the line is pending again, and its fraud flags are resolved. */
export const releaseCommission = command({
  name: 'commission.release',
  input: z.strictObject({ commissionId: id, reason: text(500) }),
  allow: roles('owner', 'admin', 'funds_coordinator'),

  async run({ input, actor, tx, now }) {
    const commission = await lockOrRefuse(Commission, input.commissionId, tx, commissionsSeenBy(actor));
    await refuseOwn(actor, commission.beneficiaryId, tx);
    commission.become('pending').set({ holdUntil: null, decisionReason: input.reason });
    await commission.save({ transaction: tx });
    for (const flag of await FraudFlag.findAll({
      where: { commissionId: commission.id, resolvedAt: null },
      transaction: tx,
    })) {
      await flag.set({ resolvedAt: now, resolvedById: actor.userId }).save({ transaction: tx });
    }
    return commission;
  },
});
