import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id, optionalText } from '../core/parse.js';
import { roles } from '../core/policy.js';
import { approve } from './approve.js';
import { Commission } from './commission.js';
import { refuseOwn } from './refuse-own.js';
import { commissionsSeenBy } from './scope.js';

/** Finance accepts a pending commission; the member's wallet is credited at once, and once only. */
export const approveCommission = command({
  name: 'commission.approve',
  input: z.strictObject({ commissionId: id, reason: optionalText(500) }),
  allow: roles('owner', 'admin', 'funds_coordinator'),

  async run({ input, ...work }) {
    const commission = await lockOrRefuse(Commission, input.commissionId, work.tx, commissionsSeenBy(work.actor));
    await refuseOwn(work.actor, commission.beneficiaryId, work.tx);
    return approve(work, commission, input.reason);
  },
});
