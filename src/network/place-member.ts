import { z } from 'zod';
import { command } from '../core/command.js';
import { NotFound, Refusal } from '../core/errors.js';
import { id } from '../core/parse.js';
import { anyOf, programOf, roles, scope, signedIn } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { memberOfProgram } from './find-member.js';
import { HoldingTankEntry } from './holding-tank-entry.js';
import { lockTree } from './lock-tree.js';
import type { LockedTree } from './lock-tree.js';
import type { Member } from './member.js';
import { slot } from './move-member.js';
import { placeAt, placeBelow } from './place.js';
import type { Place } from './place.js';
import { isInCharge, ownMember, visibleMember } from './scope.js';
import { placementModes } from './tree.js';

const mode = z.enum(placementModes).exclude(['manual']);

/** Takes a member out of the holding tank: right under somebody, or below him in one of the usual ways. */
export const placeMember = command({
  name: 'member.place',
  input: z.strictObject({ memberId: id, parentId: id, slot: slot.optional(), mode: mode.optional() }),
  allow: anyOf(roles('owner', 'admin'), scope('network:write'), signedIn),

  async run(work) {
    const { input, actor, tx, now, emit } = work;
    const member = await memberOfProgram(programOf(actor), input.memberId, tx);
    await refuseStranger(work, member, input.parentId);
    const entry = await HoldingTankEntry.findOne({
      where: { programId: member.programId, memberId: member.id },
      lock: tx.LOCK.UPDATE,
      transaction: tx,
    });
    if (!entry || entry.placedAt !== null)
      throw new Refusal('conflict', 'This member does not wait in the holding tank.');
    await place(await lockTree(member.programId, tx), { ...input, now }, tx);
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

interface Wish {
  memberId: number;
  parentId: number;
  slot?: number;
  mode?: z.output<typeof mode>;
  now: Date;
}

async function place(tree: LockedTree, wish: Wish, tx: Work['tx']): Promise<Place> {
  const { memberId, parentId, now } = wish;
  if (wish.mode === undefined) return placeAt(tree, { memberId, parentId, slot: wish.slot ?? null, now }, tx);
  const found = await placeBelow(tree, { memberId, under: parentId, mode: wish.mode, now }, tx);
  if (!found) throw new NotFound('place');
  return found;
}
