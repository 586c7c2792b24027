import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id, text } from '../core/parse.js';
import { roles } from '../core/policy.js';
import { Commission } from './commission.js';
import { FraudFlag } from './fraud-flag.js';
import { commissionsSeenBy } from './scope.js';

/** Stops a pending line while a suspicion is looked into. */
export const holdCommission = command({
  name: 'commission.hold',
  input: z.strictObject({ commissionId: id, reason: text(500) }),
  allow: roles('owner', 'admin', 'funds_coordinator'),

  async run({ input, actor, tx }) {
    const commission = await lockOrRefuse(Commission, input.commissionId, tx, commissionsSeenBy(actor));
    commission.become('held').set({ heldFor: 'fraud', decisionReason: input.reason });
    await commission.save({ transaction: tx });
    await FraudFlag.create(
      {
        programId: commission.programId,
        commissionId: commission.id,
        reason: 'raised_by_person',
        detail: input.reason,
      },
      { transaction: tx },
    );
    return commission;
  },
});
