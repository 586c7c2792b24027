import { z } from 'zod';
import { command } from '../core/command.js';
import { invalidField, NotAllowed, Refusal } from '../core/errors.js';
import { lockOrRefuse } from '../core/lock.js';
import { programOf, signedIn } from '../core/policy.js';
import { memberOfUser } from '../network/find-member.js';
import { joinNetwork } from '../network/join-network.js';
import { User } from '../users/user.js';
import { refuseClosed, referral } from './sign-up.js';
import { findSponsor } from './sponsor.js';

/** Somebody who has an account takes a place in the network of the program he is in. */
export const becomeMember = command({
  name: 'member.join',
  input: z.strictObject(referral),
  allow: signedIn,

  async run({ input, ...work }) {
    const { actor, tx } = work;
    if (actor.userId === null) throw new NotAllowed();
    const programId = programOf(actor);
    const user = await lockOrRefuse(User, actor.userId, tx);
    if (await memberOfUser(user.id, programId, tx)) throw new Refusal('duplicate', 'You are a member already.');
    if (user.role === 'customer') await refuseClosed(programId, tx);
    const sponsorId = await findSponsor(work, { ...input, programId, email: user.email, phone: user.phone });
    if (sponsorId === null) throw invalidField('referralCode', 'is needed: somebody has to bring you in', 'required');
    if (user.role === 'customer') await user.set({ role: 'affiliate' }).save({ transaction: tx });
    return joinNetwork(work, { programId, userId: user.id, sponsorId });
  },
});
