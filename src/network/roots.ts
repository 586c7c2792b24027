import { z } from 'zod';
import type { Actor } from '../core/actor.js';
import { programOf } from '../core/policy.js';
import { query } from '../core/query.js';
import { treeOf } from './find-position.js';
import { mayRead } from './members.js';
import { memberNames } from './names.js';
import { Position } from './position.js';
import { ownMember, seesAll } from './scope.js';
import { placementModes } from './tree.js';
import type { Tree } from './tree.js';

const most_shown = 100;

export const networkSchema = z.object({
  width: z.number().nullable(),
  defaultPlacement: z.enum(placementModes).nullable(),
  roots: z.array(z.object({ memberId: z.number(), name: z.string() })),
});

/** Where the explorer begins: at the top of the program's tree, or at the actor himself. */
export const networkRoots = query({
  name: 'network.roots',
  input: z.strictObject({}),
  allow: mayRead,

  async run({ actor }): Promise<z.output<typeof networkSchema>> {
    const tree = await treeOf(programOf(actor));
    if (!tree) return { width: null, defaultPlacement: null, roots: [] };
    const ids = seesAll(actor) ? await rootsOf(tree) : await own(actor);
    const names = await memberNames(ids);
    const roots = ids.map((memberId) => ({ memberId, name: names.get(memberId) ?? '' }));
    return { width: tree.width, defaultPlacement: tree.defaultPlacement, roots };
  },
});

async function rootsOf(tree: Tree): Promise<number[]> {
  const where = { treeId: tree.id, parentId: null };
  const roots = await Position.findAll({ where, order: ['id'], limit: most_shown });
  return roots.map(({ memberId }) => memberId);
}

async function own(actor: Actor): Promise<number[]> {
  const member = await ownMember(actor);
  return member ? [member.id] : [];
}
