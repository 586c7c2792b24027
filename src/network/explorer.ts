import { z } from 'zod';
import type { Actor } from '../core/actor.js';
import { NotFound } from '../core/errors.js';
import { id } from '../core/parse.js';
import { anyOf, scope, signedIn } from '../core/policy.js';
import { query } from '../core/query.js';
import { select } from '../db/select.js';
import { wholeNumber } from '../http/whole-number.js';
import { treeOf } from './find-position.js';
import type { Member } from './member.js';
import { ownMember, seesAll, seesBelow, visibleMember } from './scope.js';
import { placed, sponsored, treeNode } from './tree-node.js';
import type { Tree } from './tree.js';

/** Of a wide tree no more children of the top are shown at once. */
export const children_shown = 20;

/** And no more of everybody below. */
const of_others = 5;

const input = z.strictObject({
  memberId: id,
  levels: wholeNumber(1, 5).default(3),
  tree: z.enum(['placement', 'sponsor']).default('placement'),
  /** The next children of the member, after this slot (placement) or this member (sponsor). */
  after: z.union([id, wholeNumber(0, 99)]).optional(),
});

type Asked = z.output<typeof input>;

/**
 * A member and up to five levels below him, with volumes, rank and free slots; what the explorer draws. Whoever has
 * more below than shown says so by `children`.
 */
export const treeBelow = query({
  name: 'network.tree',
  input,
  allow: anyOf(signedIn, scope('network:read')),

  async run({ input: asked, actor }) {
    const member = await visibleMember(actor, asked.memberId);
    const tree = await treeOf(member.programId);
    if (!tree) throw new NotFound('place');
    const levels = Math.min(asked.levels, await levelsSeen(actor, member, asked.tree));
    const nodes = await read(member, tree, { ...asked, levels });
    if (nodes.length === 0) throw new NotFound('place');
    return { tree: asked.tree, width: tree.width, rolledUpAt: tree.rolledUpAt, nodes };
  },
});

/** A member sees the levels below those who stand in his own downline, and of the other tree whom he brought himself. */
async function levelsSeen(actor: Actor, member: Member, tree: Asked['tree']): Promise<number> {
  if (seesAll(actor)) return Infinity;
  if (tree === 'placement') return (await seesBelow(actor, member)) ? Infinity : 0;
  return (await ownMember(actor))?.id === member.id ? 1 : 0;
}

async function read({ id: top, programId }: Member, { id: tree, width }: Tree, { after, levels, ...asked }: Asked) {
  const isWide = asked.tree === 'sponsor' || width > of_others;
  const further = isWide ? of_others : width;
  const shown = { top, levels, first: isWide ? children_shown : width, further };
  const bind =
    asked.tree === 'placement'
      ? { tree, after: after ?? -1, ...shown }
      : { program: programId, after: after ?? 0, ...shown };
  const nodes = await select(asked.tree === 'placement' ? placed : sponsored, bind, treeNode);
  return nodes.map((one) => ({ ...one, freeSlots: asked.tree === 'placement' ? width - one.children : 0 }));
}
