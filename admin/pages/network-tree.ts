import { formatAmount } from '../../src/core/money.js';
import { treeBelow } from '../../src/network/explorer.js';
import { memberUpline } from '../../src/network/lines.js';
import { networkRoots } from '../../src/network/roots.js';
import { searchMembers } from '../../src/network/search-members.js';
import type { TreeNode } from '../../src/network/tree-node.js';
import { upline as wayUp } from '../../src/network/upline.js';
import { waitingMembers } from '../../src/network/waiting-members.js';
import { office } from '../policies.js';
import type { Person } from '../person.js';
import { aboutWhom } from './network-wish.js';
import type { Reading, Wish } from './network-wish.js';

const crumbs_shown = 8;

/** The screen as it opens: at a root, or a little above the member that was asked for. */
export const opening: Reading = async (person, wish) => {
  const { roots, ...shape } = await networkRoots(person.actor, { tree: wish.tree });
  const tank = office(person.actor) ? await waitingMembers(person.actor, {}) : null;
  const top = wish.id === undefined ? (roots[0]?.memberId ?? null) : await topAbove(wish.id, wish);
  const picture = top === null ? null : await pictureFrom(person, top, wish);
  return { ...shape, tree: wish.tree, roots, tank, picture };
};

async function topAbove(memberId: number, { tree, lift }: Wish): Promise<number> {
  const above = lift === 0 ? [] : await wayUp(memberId, { tree, levels: lift });
  return above.at(-1)?.memberId ?? memberId;
}

async function pictureFrom({ actor }: Person, top: number, { tree }: Wish) {
  const { nodes } = await treeBelow(actor, { memberId: top, tree });
  const above = await memberUpline(actor, { memberId: top, tree, limit: crumbs_shown });
  return { top, nodes: nodes.map(presentNode), above };
}

/** Three levels more below somebody, or his next children. */
export const below: Reading = async ({ actor }, wish) => {
  const asked = { memberId: aboutWhom(wish), tree: wish.tree };
  const { nodes } = await treeBelow(actor, wish.after === undefined ? asked : { ...asked, after: wish.after });
  return { nodes: nodes.map(presentNode) };
};

/** The next ones above, nearest first. */
export const upline: Reading = ({ actor }, wish) =>
  memberUpline(actor, {
    memberId: aboutWhom(wish),
    tree: wish.tree,
    limit: 25,
    ...(wish.after !== undefined && { after: wish.after }),
  });

export const found: Reading = async ({ actor }, { q }) => {
  const members = q.trim() === '' ? [] : await searchMembers(actor, { text: q.trim() });
  return {
    q: q.trim(),
    members: members.map(({ member: { id, externalId, status }, name }) => ({
      memberId: id,
      name,
      externalId,
      status,
    })),
  };
};

export const waiting: Reading = ({ actor }, { after }) => waitingMembers(actor, after === undefined ? {} : { after });

const presentNode = ({ volume, legs, ...node }: TreeNode & { freeSlots: number }) => ({
  ...node,
  volume: formatAmount(volume),
  legs: legs.map((leg) => ({ ...leg, volume: formatAmount(leg.volume) })),
});
