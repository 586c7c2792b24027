import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id, text } from '../core/parse.js';
import { roles } from '../core/policy.js';
import { Commission } from './commission.js';
import { commissionsSeenBy } from './scope.js';

/** Finance refuses a line that has not been credited; the reason stays with it. */
export const rejectCommission = command({
  name: 'commission.reject',
  input: z.strictObject({ commissionId: id, reason: text(500) }),
  allow: roles('owner', 'admin', 'funds_coordinator'),

  async run({ input, actor, tx, now, emit }) {
    const commission = await lockOrRefuse(Commission, input.commissionId, tx, commissionsSeenBy(actor));
    commission.become('rejected').set({ decidedAt: now, decidedById: actor.userId, decisionReason: input.reason });
    await commission.save({ transaction: tx });
    emit({ type: 'commission.rejected', commissionId: commission.id });
    return commission;
  },
});
