import { z } from 'zod';
import { command } from '../core/command.js';
import { findOrRefuse, lockOrRefuse } from '../core/lock.js';
import { id, text } from '../core/parse.js';
import { roles } from '../core/policy.js';
import { lockUnpaidLines } from './allocate.js';
import { refuseOwn } from './own-member.js';
import { Payout } from './payout.js';
import { payoutsSeenBy } from './scope.js';
import { settle } from './settle.js';

/** The bank has paid an approved payout, and gave a reference that no other payout of the program has. */
export const settlePayout = command({
  name: 'payout.settle',
  input: z.strictObject({ payoutId: id, bankReference: text(100) }),
  allow: roles('owner', 'admin', 'funds_coordinator'),

  async run({ input, ...work }) {
    const { actor, tx } = work;
    const seen = payoutsSeenBy(actor);
    const { memberId } = await findOrRefuse(Payout, input.payoutId, seen, tx);
    const lines = await lockUnpaidLines([memberId], tx);
    const payout = await lockOrRefuse(Payout, input.payoutId, tx, seen);
    await refuseOwn(actor, memberId, tx);
    return settle(work, payout, { bankReference: input.bankReference, lines });
  },
});
