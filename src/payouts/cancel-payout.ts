import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { anyOf, scope, signedIn } from '../core/policy.js';
import { close } from './close.js';
import { ownMember } from './own-member.js';
import { Payout } from './payout.js';

/** A member takes the own request back, as long as the bank has not been told. */
export const cancelPayout = command({
  name: 'payout.cancel',
  input: z.strictObject({ payoutId: id }),
  allow: anyOf(signedIn, scope('payouts:write')),

  async run({ input, ...work }) {
    const member = await ownMember(work.actor, work.tx);
    const payout = await lockOrRefuse(Payout, input.payoutId, work.tx, { memberId: member.id });
    return close(work, payout, 'cancelled', null);
  },
});
