import { z } from 'zod';
import { command } from '../core/command.js';
import { invalidField, NotFound, Refusal } from '../core/errors.js';
import { id } from '../core/parse.js';
import { anyOf, programOf, roles, scope, signedIn } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { memberOfProgram } from './find-member.js';
import { HoldingTankEntry } from './holding-tank-entry.js';
import { lockTree } from './lock-tree.js';
import type { Member } from './member.js';
import { slot } from './move-member.js';
import { placeAt, placeBelow } from './place.js';
import { isInCharge, ownMember, visibleMember } from './scope.js';
import { placementModes } from './tree.js';

const input = z.strictObject({
  memberId: id,
  parentId: id,
  slot: slot.optional(),
  mode: z.enum(placementModes).exclude(['manual']).optional(),
});

type Wish = z.output<typeof input>;

/** Takes a member out of the holding tank: right under somebody, or below him in one of the usual ways. */
export const placeMember = command({
  name: 'member.place',
  input,
  allow: anyOf(roles('owner', 'admin'), scope('network:write'), signedIn),

  async run(work) {
    const { input: wish, actor, tx, now, emit } = work;
    const member = await memberOfProgram(programOf(actor), wish.memberId, tx);
    await refuseStranger(work, member, wish.parentId);
    const entry = await HoldingTankEntry.findOne({
      where: { programId: member.programId, memberId: member.id },
      lock: tx.LOCK.UPDATE,
      transaction: tx,
    });
    if (!entry || entry.placedAt !== null)
      throw new Refusal('conflict', 'This member does not wait in the holding tank.', {
        facts: { reason: 'not_waiting' },
      });
    await place(work, member.programId);
    await entry.set({ placedAt: now, placedById: actor.userId }).save({ transaction: tx });
    emit({ type: 'member.placed', memberId: member.id });
    return member;
  },
});

/** Sponsors place whom they brought, within their own downline; owners, admins and keys anybody anywhere. */
async function refuseStranger({ actor, tx }: Work, { sponsorId }: Member, parentId: number): Promise<void> {
  if (isInCharge(actor)) return;
  const own = await ownMember(actor, tx);
  if (!own || own.id !== sponsorId) throw new NotFound('member');
  await visibleMember(actor, parentId, tx);
}

async function place({ input, now, tx }: Work & { input: Wish }, programId: number): Promise<void> {
  const { memberId, parentId, slot: wanted = null, mode: way } = input;
  if (way === undefined) {
    return placeAt(await lockTree(programId, tx), { parentId, slot: wanted }, { memberId, now }, tx);
  }
  if (wanted !== null) throw invalidField('slot', 'overlaps with the mode');
  const { depth } = await placeBelow(parentId, { programId, memberId, now, mode: way }, tx);
  if (depth === null) throw new NotFound('place');
}
