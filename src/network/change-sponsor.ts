import { z } from 'zod';
import { command } from '../core/command.js';
import { invalidField } from '../core/errors.js';
import { lockOrRefuse } from '../core/lock.js';
import { id, text } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import { memberOfProgram } from './find-member.js';
import { lockTree } from './lock-tree.js';
import { Member } from './member.js';
import { isAtOrAbove } from './upline.js';

/**
 * Who brought a member is for good; an owner can correct it, and the log keeps what it was and why. Where the member
 * stands, and what was already earned, stays as it is.
 */
export const changeSponsor = command({
  name: 'member.change-sponsor',
  input: z.strictObject({ memberId: id, sponsorId: id, reason: text(500) }),
  allow: roles('owner'),

  async run({ input, actor, tx }) {
    const programId = programOf(actor);
    const member = await lockOrRefuse(Member, input.memberId, tx, { programId });
    const sponsor = await memberOfProgram(programId, input.sponsorId, tx);
    if (sponsor.status === 'closed') throw invalidField('sponsorId', 'is closed');
    await lockTree(programId, tx);
    if (await isAtOrAbove(member.id, sponsor.id, 'sponsor', tx)) {
      throw invalidField('sponsorId', 'was brought by the member, or is the member');
    }
    return member.set({ sponsorId: sponsor.id }).save({ transaction: tx });
  },
});
