import { z } from 'zod';
import { command } from '../core/command.js';
import { NotFound, Refusal } from '../core/errors.js';
import { text } from '../core/parse.js';
import { programOf, signedIn } from '../core/policy.js';
import { Member } from '../network/member.js';
import { KycCase } from './kyc-case.js';

/** A member says under which legal name he or she is to be paid; a person then looks at it. */
export const submitKyc = command({
  name: 'kyc.submit',
  input: z.strictObject({ legalName: text(200) }),
  allow: signedIn,

  async run({ input, actor, tx }) {
    const where = { programId: programOf(actor), userId: actor.userId };
    const member = await Member.findOne({ where, lock: tx.LOCK.UPDATE, transaction: tx });
    if (!member) throw new NotFound('member');
    const open = await KycCase.count({
      where: { memberId: member.id, status: ['submitted', 'approved'] },
      transaction: tx,
    });
    if (open > 0)
      throw new Refusal('conflict', 'Your identity is being looked at, or approved already.', {
        facts: { reason: 'identity_known' },
      });
    return KycCase.create({ programId: member.programId, memberId: member.id, ...input }, { transaction: tx });
  },
});
