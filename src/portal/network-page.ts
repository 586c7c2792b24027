import { z } from 'zod';
import { downlineSize } from '../network/downline-size.js';
import { children_shown, treeBelow } from '../network/explorer.js';
import type { TreeNode } from '../network/tree-node.js';
import { positionOf } from '../network/find-position.js';
import { Member } from '../network/member.js';
import { memberNames } from '../network/names.js';
import { isAtOrAbove } from '../network/upline.js';
import { NotFound } from '../core/errors.js';
import { attempt } from './attempt.js';
import { memberPage } from './member-page.js';
import type { MemberReader } from './reader.js';
import { before, pageOfRows } from './page-of-rows.js';

const number = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number)
  .optional()
  .catch(undefined);

memberPage({
  method: 'get',
  path: '/my/network',
  summary: 'Who brought a member, whom he brought, and who stands below him',
  input: before.extend({
    /** At the top of what is shown. */
    member: number,
    /** His children after this slot. */
    after: number,
  }),

  async show({ me, input, show }) {
    const { member } = me;
    const top = input.member ?? member.id;
    if (!(await isAtOrAbove(member.id, top, 'placement')) && top !== member.id) throw new NotFound('member');
    const { rows: directs, next } = await pageOfRows(Member, { sponsorId: member.id }, input.before);
    const directCount = await Member.count({ where: { sponsorId: member.id } });
    const names = await memberNames([
      ...directs.map(({ id }) => id),
      ...(member.sponsorId === null ? [] : [member.sponsorId]),
    ]);
    const position = await positionOf(member);
    const size = position ? await downlineSize(position) : { members: 0 };
    return show('network', {
      ...(await treeFrom(me, { top, after: input.after })),
      top,
      directs,
      next,
      directCount,
      names,
      size,
    });
  },
});

interface Branch {
  node: TreeNode;
  below: Branch[];
  /** Where those right below are who are not shown. */
  more: string | null;
}

interface From {
  top: number;
  after: number | undefined;
}

/** The member at the top of what is shown, with two levels below him; null for those who stand nowhere yet. */
async function treeFrom({ actor, member }: MemberReader, { top, after }: From) {
  const asked = { memberId: top, levels: 2, ...(after !== undefined && after < 100 && { after }) };
  const { result } = await attempt(treeBelow(actor, asked));
  const [first, ...others] = result?.nodes ?? [];
  if (!result || !first) return { tree: null, up: null };
  const tree = { ...branch(first, others), more: nextOf(first, others, result.width) };
  return { tree, up: first.memberId === member.id ? null : first.parentId };
}

function branch(node: TreeNode, others: readonly TreeNode[]): Branch {
  const below = childrenOf(node, others).map((child) => branch(child, others));
  return { node, below, more: below.length < node.children ? `?member=${String(node.memberId)}` : null };
}

/** The next children of the member at the top, where a tree is too wide for one page. */
function nextOf(top: TreeNode, others: readonly TreeNode[], width: number): string | null {
  const shown = childrenOf(top, others);
  const last = shown.at(-1)?.slot ?? width;
  if (shown.length === top.children || shown.length < children_shown || last >= width - 1) return null;
  return `?member=${String(top.memberId)}&after=${String(last)}`;
}

const childrenOf = ({ memberId }: TreeNode, others: readonly TreeNode[]): TreeNode[] =>
  others.filter(({ parentId }) => parentId === memberId);
