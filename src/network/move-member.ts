import { z } from 'zod';
import { command } from '../core/command.js';
import { invalidField, NotFound, Refusal } from '../core/errors.js';
import { id } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { memberOfProgram } from './find-member.js';
import { lockTree } from './lock-tree.js';
import type { LockedTree } from './lock-tree.js';
import { move } from './move.js';
import { refuseTaken } from './place.js';
import { Position } from './position.js';
import { isAtOrAbove } from './upline.js';

export const slot = z.int('is a whole number').min(0).max(99);

/** An owner hangs a member, with everybody below, somewhere else. What was already earned stays as it was. */
export const moveMember = command({
  name: 'member.move',
  input: z.strictObject({ memberId: id, parentId: id, slot: slot.optional() }),
  allow: roles('owner'),

  async run({ input, actor, tx, emit }) {
    const member = await memberOfProgram(programOf(actor), input.memberId, tx);
    const tree = await lockTree(member.programId, tx);
    const position = await Position.findOne({ where: { treeId: tree.id, memberId: member.id }, transaction: tx });
    if (!position) throw new Refusal('conflict', 'This member has no place yet; give him one instead.');
    if (await isAtOrAbove(member.id, input.parentId, 'placement', tx)) {
      throw invalidField('parentId', 'stands below the member, or is the member');
    }
    const to = { parentId: input.parentId, slot: await freeSlotOf(tree, input, tx) };
    await move(tree, position, to, tx);
    emit({ type: 'member.moved', memberId: member.id });
    return position;
  },
});

/** The slot asked for, or the leftmost free one. */
async function freeSlotOf(
  tree: LockedTree,
  { parentId, slot: asked = null }: { parentId: number; slot?: number | null },
  tx: Work['tx'],
): Promise<number> {
  await refuseTaken(tree, { parentId, slot: asked }, tx);
  if (asked !== null) return asked;
  const parent = await Position.findOne({ where: { treeId: tree.id, memberId: parentId }, transaction: tx });
  if (!parent) throw new NotFound('place');
  if (parent.freeSlot === null) throw new Refusal('conflict', 'There is no free slot under this member.');
  return parent.freeSlot;
}
