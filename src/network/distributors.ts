import { z } from 'zod';
import { command } from '../core/command.js';
import { NotFound, Refusal } from '../core/errors.js';
import { lockOrRefuse } from '../core/lock.js';
import { id, optionalText } from '../core/parse.js';
import { anyOf, programOf, roles, scope, signedIn } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { programById } from '../programs/find-program.js';
import { DistributorApplication } from './distributor-application.js';
import { Member } from './member.js';
import { isInCharge } from './scope.js';

/** A member asks to become a distributor, or staff or a partner's key ask for him; some programs approve at once. */
export const applyAsDistributor = command({
  name: 'distributor-application.apply',
  input: z.strictObject({ memberId: id }),
  allow: anyOf(signedIn, scope('network:write')),

  async run(work) {
    const { input, actor, tx } = work;
    const programId = programOf(actor);
    const member = await lockOrRefuse(Member, input.memberId, tx, { programId });
    if (!isInCharge(actor) && member.userId !== actor.userId) throw new NotFound('member');
    if (member.isDistributor)
      throw new Refusal('conflict', 'This member is a distributor already.', {
        facts: { reason: 'distributor_already' },
      });
    const application = DistributorApplication.build({ programId, memberId: member.id });
    const { settings } = await programById(programId, tx);
    if (settings.auto_distributor) await approve(work, application, member);
    return application.save({ transaction: tx });
  },
});

/** An admin says yes or no to an application. */
export const decideDistributor = command({
  name: 'distributor-application.decide',
  input: z.strictObject({ applicationId: id, approved: z.boolean(), note: optionalText(500) }),
  allow: roles('owner', 'admin'),

  async run(work) {
    const { input, actor, tx, now } = work;
    const within = { programId: programOf(actor) };
    const application = await lockOrRefuse(DistributorApplication, input.applicationId, tx, within);
    const member = await lockOrRefuse(Member, application.memberId, tx, within);
    application.set({ note: input.note });
    if (input.approved) await approve(work, application, member);
    else application.become('rejected').set({ decidedAt: now, decidedById: actor.userId });
    return application.save({ transaction: tx });
  },
});

async function approve({ tx, now, actor }: Work, application: DistributorApplication, member: Member): Promise<void> {
  application.become('approved').set({ decidedAt: now, decidedById: actor.userId });
  await member.set({ isDistributor: true }).save({ transaction: tx });
}
