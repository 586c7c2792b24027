import { Op } from 'sequelize';
import { z } from 'zod';
import type { Actor } from '../core/actor.js';
import { id } from '../core/parse.js';
import { programOf } from '../core/policy.js';
import { query } from '../core/query.js';
import { treeOf } from './find-position.js';
import { Member } from './member.js';
import { mayRead } from './members.js';
import { memberNames } from './names.js';
import { Position } from './position.js';
import { ownMember, seesAll } from './scope.js';
import { placementModes } from './tree.js';
import type { Tree } from './tree.js';
import type { Line } from './upline.js';

const most_shown = 100;

export const networkSchema = z.object({
  width: z.number().nullable(),
  defaultPlacement: z.enum(placementModes).nullable(),
  rolledUpAt: z.date().nullable(),
  roots: z.array(z.object({ memberId: z.number(), name: z.string() })),
});

/** Where the explorer begins: at the top of the program's tree, or at the actor himself. */
export const networkRoots = query({
  name: 'network.roots',
  input: z.strictObject({ tree: z.enum(['placement', 'sponsor']).default('placement'), after: id.optional() }),
  allow: mayRead,

  async run({ actor, input }): Promise<z.output<typeof networkSchema>> {
    const tree = await treeOf(programOf(actor));
    if (!tree) return { width: null, defaultPlacement: null, rolledUpAt: null, roots: [] };
    const ids = seesAll(actor) ? await rootsOf(tree, input.tree, input.after ?? 0) : await own(actor);
    const names = await memberNames(ids);
    const roots = ids.map((memberId) => ({ memberId, name: names.get(memberId) ?? '' }));
    const { width, defaultPlacement, rolledUpAt } = tree;
    return { width, defaultPlacement, rolledUpAt, roots };
  },
});

async function rootsOf({ id: treeId, programId }: Tree, line: Line, after: number): Promise<number[]> {
  const page = { limit: most_shown, attributes: [line === 'placement' ? 'memberId' : 'id'] };
  const isAfter = { [Op.gt]: after };
  if (line === 'sponsor') {
    const roots = await Member.findAll({ where: { programId, sponsorId: null, id: isAfter }, order: ['id'], ...page });
    return roots.map(({ id: memberId }) => memberId);
  }
  const where = { treeId, parentId: null, memberId: isAfter };
  const roots = await Position.findAll({ where, order: ['memberId'], ...page });
  return roots.map(({ memberId }) => memberId);
}

async function own(actor: Actor): Promise<number[]> {
  const member = await ownMember(actor);
  return member ? [member.id] : [];
}
