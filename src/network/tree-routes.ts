import { z } from 'zod';
import { formatAmount } from '../core/money.js';
import { endpoint } from '../http/endpoint.js';
import { group } from '../http/route.js';
import { treeBelow } from './explorer.js';
import { memberStatuses } from './member.js';
import { memberSchema, presentMember } from './present-member.js';
import { networkRoots, networkSchema } from './roots.js';
import { searchMembers } from './search-members.js';
import type { TreeNode } from './tree-node.js';

// What the network explorer draws from.

export const treeRoutes = group('network');

const node = z.object({
  memberId: z.number(),
  parentId: z.number().nullable(),
  slot: z.number().nullable(),
  depth: z.number().nullable(),
  level: z.number(),
  name: z.string(),
  status: z.enum(memberStatuses),
  isDistributor: z.boolean(),
  activatedAt: z.date().nullable(),
  rank: z.string().nullable(),
  title: z.string().nullable(),
  children: z.number(),
  freeSlots: z.number(),
  freeSlot: z.number().nullable(),
  members: z.number(),
  volume: z.string(),
  rolledUpAt: z.date().nullable(),
  legs: z.array(z.object({ slot: z.number(), memberId: z.number(), members: z.number(), volume: z.string() })),
});

endpoint(treeRoutes, {
  method: 'get',
  path: '/network',
  summary: 'The shape of the placement tree, and who stands at its top',
  query: networkRoots,
  answer: networkSchema,
});

endpoint(treeRoutes, {
  method: 'get',
  path: '/network/:memberId',
  summary: 'A member and the next levels below, with volumes, ranks and free slots',
  query: treeBelow,
  present: ({ nodes, ...tree }) => ({ ...tree, nodes: nodes.map(presentNode) }),
  answer: z.object({
    tree: z.enum(['placement', 'sponsor']),
    width: z.number(),
    rolledUpAt: z.date().nullable(),
    nodes: z.array(node),
  }),
});

endpoint(treeRoutes, {
  method: 'get',
  path: '/member-matches',
  summary: 'Find members by id, outside name, address, phone, code or name',
  query: searchMembers,
  present: (found) => ({ data: found.map(({ member, name }) => ({ ...presentMember(member), name })) }),
  answer: z.object({ data: z.array(memberSchema.extend({ name: z.string() })) }),
});

/** Volume as all amounts are written, with two decimals. */
function presentNode({ volume, legs, ...other }: TreeNode & { freeSlots: number }): z.input<typeof node> {
  return {
    ...other,
    volume: formatAmount(volume),
    legs: legs.map((leg) => ({ ...leg, volume: formatAmount(leg.volume) })),
  };
}
