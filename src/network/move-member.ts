import { z } from 'zod';
import { command } from '../core/command.js';
import { invalidField, Refusal } from '../core/errors.js';
import { id } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import { memberOfProgram } from './find-member.js';
import { lockTree } from './lock-tree.js';
import { move } from './move.js';
import { freeSlotAt } from './place.js';
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
    if (!position)
      throw new Refusal('conflict', 'This member has no place yet; give him one instead.', {
        facts: { reason: 'no_place' },
      });
    if (await isAtOrAbove(member.id, input.parentId, 'placement', tx)) {
      throw invalidField('parentId', 'stands below the member, or is the member', 'below_itself');
    }
    const to = {
      parentId: input.parentId,
      slot: await freeSlotAt(tree, { parentId: input.parentId, slot: input.slot ?? null }, tx),
    };
    await move(tree, position, to, tx);
    emit({ type: 'member.moved', memberId: member.id });
    return position;
  },
});
