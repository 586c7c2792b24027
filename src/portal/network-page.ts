import { z } from 'zod';
import { downlineSize } from '../network/downline-size.js';
import { treeBelow } from '../network/explorer.js';
import type { TreeNode } from '../network/tree-node.js';
import { positionOf } from '../network/find-position.js';
import { Member } from '../network/member.js';
import { memberNames } from '../network/names.js';
import { isAtOrAbove } from '../network/upline.js';
import { NotFound } from '../core/errors.js';
import { attempt } from './attempt.js';
import { memberPage } from './member-page.js';

const directs_shown = 50;

memberPage({
  method: 'get',
  path: '/my/network',
  summary: 'Who brought a member, whom he brought, and who stands below him',
  input: z.strictObject({
    member: z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number)
      .optional()
      .catch(undefined),
  }),

  async show({ me, input, show }) {
    const { member } = me;
    const top = input.member ?? member.id;
    if (!(await isAtOrAbove(member.id, top, 'placement')) && top !== member.id) throw new NotFound('member');
    const directs = await Member.findAll({
      where: { sponsorId: member.id },
      order: [['id', 'DESC']],
      limit: directs_shown,
    });
    const directCount = await Member.count({ where: { sponsorId: member.id } });
    const names = await memberNames([
      ...directs.map(({ id }) => id),
      ...(member.sponsorId === null ? [] : [member.sponsorId]),
    ]);
    const position = await positionOf(member);
    const size = position ? await downlineSize(position) : { members: 0 };
    return show('network', { ...(await treeFrom(me, top)), top, directs, directCount, names, size });
  },
});

interface Branch {
  node: TreeNode;
  below: Branch[];
}

/** The member at the top of what is shown, with two levels below him; null for those who stand nowhere yet. */
async function treeFrom({ actor, member }: { actor: Parameters<typeof treeBelow>[0]; member: Member }, top: number) {
  const { result } = await attempt(treeBelow(actor, { memberId: top, levels: 2 }));
  const [first, ...others] = result?.nodes ?? [];
  if (!first) return { tree: null, up: null };
  return { tree: branch(first, others), up: first.memberId === member.id ? null : first.parentId };
}

const branch = (node: TreeNode, others: readonly TreeNode[]): Branch => ({
  node,
  below: others.filter(({ parentId }) => parentId === node.memberId).map((child) => branch(child, others)),
});
