import type { Transaction } from 'sequelize';
import { Position } from './position.js';
import { Tree } from './tree.js';

/** The placement tree of a program; null until its first member joins. */
export const treeOf = (programId: number, tx?: Transaction): Promise<Tree | null> =>
  Tree.findOne({ where: { programId, key: 'placement' }, transaction: tx ?? null });

/** Where a member stands; null for those who wait in the holding tank. */
export async function positionOf(
  { id: memberId, programId }: { id: number; programId: number },
  tx?: Transaction,
): Promise<Position | null> {
  const tree = await treeOf(programId, tx);
  return tree && Position.findOne({ where: { treeId: tree.id, memberId }, transaction: tx ?? null });
}
