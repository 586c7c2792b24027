import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { command } from '../core/command.js';
import type { Actor } from '../core/actor.js';
import { invalidField, NotAllowed } from '../core/errors.js';
import { id, optionalText } from '../core/parse.js';
import { programOf } from '../core/policy.js';
import { memberOfProgram, memberOfUser } from '../network/find-member.js';
import { randomCode } from '../users/random-code.js';
import { User } from '../users/user.js';
import { findCampaign } from './find-campaign.js';
import { destination } from './destination.js';
import { Link } from './link.js';
import { ownerFor } from './owner-for.js';
import { linkKeepers } from './scope.js';

const code = z.string().regex(/^[A-Za-z0-9_-]{4,64}$/, 'is not 4 to 64 letters, digits, - or _');

/** Makes a link that credits its owner's membership; an owner or admin may name any member. */
export const createLink = command({
  name: 'link.create',
  input: z.strictObject({
    destination,
    name: optionalText(200),
    campaignId: id.optional(),
    code: code.optional(),
    ownerId: id.optional(),
    memberId: id.optional(),
  }),
  allow: linkKeepers,

  async run({ input, actor, tx }) {
    const programId = programOf(actor);
    const { name, destination: address, campaignId } = input;
    if (input.code) await refuseForeignCode(input.code, actor, tx);
    if (campaignId !== undefined) await findCampaign(campaignId, actor, tx);
    return Link.create(
      {
        programId,
        ...(await creditedBy(input, actor, tx)),
        campaignId: campaignId ?? null,
        code: input.code ?? randomCode(10),
        name,
        destination: address,
      },
      { transaction: tx },
    );
  },
});

interface Named {
  ownerId?: number | undefined;
  memberId?: number | undefined;
}

async function creditedBy({ ownerId, memberId }: Named, actor: Actor, tx: Transaction) {
  if (memberId !== undefined) return creditedByName(memberId, ownerId, actor, tx);
  const owner = await ownerFor(actor, ownerId, tx);
  const member = owner === null ? null : await memberOfUser(owner, programOf(actor), tx);
  return { ownerId: owner, memberId: member?.id ?? null };
}

async function creditedByName(memberId: number, ownerId: number | undefined, actor: Actor, tx: Transaction) {
  const mayName = actor.kind === 'system' || actor.role === 'owner' || actor.role === 'admin';
  if (!mayName) throw new NotAllowed('Only an owner or admin makes links for other members.');
  const member = await memberOfProgram(programOf(actor), memberId, tx);
  return { ownerId: ownerId === undefined ? member.userId : await ownerFor(actor, ownerId, tx), memberId };
}

/** A person's referral code keeps meaning that person. */
async function refuseForeignCode(wanted: string, actor: Actor, tx: Transaction): Promise<void> {
  const user = await User.findOne({ where: { referralCode: wanted.toUpperCase() }, transaction: tx });
  if (user && user.id !== actor.userId) throw invalidField('code', 'is taken', 'taken');
}
