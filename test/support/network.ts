import '../../src/consequences.js';
import { z } from 'zod';

import { system } from '../../src/core/actor.js';
import { command } from '../../src/core/command.js';
import { systemOnly } from '../../src/core/policy.js';
import { select } from '../../src/db/select.js';
import { networkChecks } from '../../src/network/checks.js';
import { joinNetwork } from '../../src/network/join-network.js';
import type { Newcomer } from '../../src/network/join-network.js';
import type { Member } from '../../src/network/member.js';
import { Position } from '../../src/network/position.js';
import { Tree } from '../../src/network/tree.js';
import type { PlacementMode } from '../../src/network/tree.js';
import { Program } from '../../src/programs/program.js';

let made = 0;

/** A new program with a tree of that shape. */
export async function newTree(width = 2, defaultPlacement: PlacementMode = 'breadth_first'): Promise<Tree> {
  made += 1;
  const program = await Program.create({ key: `test-${made}`, name: 'Test', currency: 'USD', timeZone: 'UTC' });
  return Tree.create({ programId: program.id, width, defaultPlacement });
}

const joinCommand = command({
  name: 'test.join',
  input: z.custom<Newcomer>(),
  allow: systemOnly,
  run: (work) => joinNetwork(work, work.input),
});

/** Somebody joins the tree's program; left to the defaults he is a root. */
export const join = ({ programId }: Tree, newcomer: Omit<Newcomer, 'programId'> = {}): Promise<Member> =>
  joinCommand(system(programId), { programId, ...newcomer });

/** Several join one after the other under the same sponsor. */
export async function joinMany(
  tree: Tree,
  sponsorId: number,
  count: number,
  placement?: PlacementMode,
): Promise<Member[]> {
  const members: Member[] = [];
  while (members.length < count) members.push(await join(tree, { sponsorId, placement }));
  return members;
}

/** Where a member stands: whom he stands under, in which slot, at which depth. */
export async function placeOf(tree: Tree, { id }: { id: number }): Promise<[number | null, number | null, number]> {
  const row = await Position.findOne({ where: { treeId: tree.id, memberId: id }, rejectOnEmpty: true });
  return [row.parentId, row.slot, row.depth];
}

/** What `npm run books` would find wrong with the network. */
export async function breaches(): Promise<unknown[]> {
  const found = await Promise.all(networkChecks.map((check) => select(check.breaches, [], z.unknown())));
  return found.flat();
}
