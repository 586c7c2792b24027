import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id, text } from '../core/parse.js';
import { roles } from '../core/policy.js';
import { close } from './close.js';
import { refuseOwn } from './own-member.js';
import { Payout } from './payout.js';
import { payoutsSeenBy } from './scope.js';

/** The bank could not pay an approved payout. */
export const failPayout = command({
  name: 'payout.fail',
  input: z.strictObject({ payoutId: id, reason: text(500) }),
  allow: roles('owner', 'admin', 'funds_coordinator'),

  async run({ input, ...work }) {
    const payout = await lockOrRefuse(Payout, input.payoutId, work.tx, payoutsSeenBy(work.actor));
    await refuseOwn(work.actor, payout.memberId, work.tx);
    return close(work, payout, 'failed', input.reason);
  },
});
