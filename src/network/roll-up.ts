import { transaction } from '../core/transaction.js';
import { change } from '../db/select.js';
import { treeOf } from './find-position.js';
import { readSums } from './read-sums.js';
import type { Sums } from './read-sums.js';

/** How many rows one transaction changes. */
const batch_size = 20_000;

/**
 * Counts again how many stand from each member of a program down, and their lifetime volume; what the weaker leg and
 * the explorer go by. `ownVolumes` is a SELECT of `member_id` and `volume`, from whoever knows the sales. Returns how
 * many positions changed. Joins and moves go on meanwhile: they never wait, and the next rollup has them.
 */
export async function rollUpTree(programId: number, ownVolumes: string): Promise<number> {
  const tree = await treeOf(programId);
  if (!tree) return 0;
  const changed = await write(updatePositions, tree.id, await readSums(positions(tree.id, ownVolumes)));
  await transaction((tx) => change('UPDATE trees SET rolled_up_at = now() WHERE id = $1', [tree.id], tx));
  return changed;
}

/** The same for whom each member brought, whom they brought, and so on. Returns how many sums changed. */
export const rollUpSponsors = async (programId: number, ownVolumes: string): Promise<number> =>
  write(updateSponsors, programId, await readSums(sponsored(programId, ownVolumes)));

// Columns: the member, the one above, the member's own volume, and the sums that were written down before.

const positions = (treeId: number, ownVolumes: string): string => `
  SELECT positions.member_id, coalesce(parent_id, 0), coalesce(own.volume, 0), subtree_size, subtree_volume
  FROM positions LEFT JOIN (${ownVolumes}) AS own ON own.member_id = positions.member_id
  WHERE tree_id = ${treeId}`;

const sponsored = (programId: number, ownVolumes: string): string => `
  SELECT members.id, coalesce(sponsor_id, 0), coalesce(own.volume, 0), coalesce(sums.members, 1), coalesce(sums.volume, 0)
  FROM members LEFT JOIN (${ownVolumes}) AS own ON own.member_id = members.id
  LEFT JOIN sponsor_sums AS sums ON sums.member_id = members.id
  WHERE members.program_id = ${programId}`;

// $1 the tree or the program, $2 members, $3 how many from each down, $4 their volume.

const updatePositions = `
  UPDATE positions SET subtree_size = sums.size, subtree_volume = sums.volume, rolled_up_at = now()
  FROM unnest($2::bigint[], $3::bigint[], $4::bigint[]) AS sums (member_id, size, volume)
  WHERE tree_id = $1 AND positions.member_id = sums.member_id`;

const updateSponsors = `
  INSERT INTO sponsor_sums (member_id, program_id, members, volume, rolled_up_at)
  SELECT member_id, $1, size, volume, now()
  FROM unnest($2::bigint[], $3::bigint[], $4::bigint[]) AS sums (member_id, size, volume)
  ON CONFLICT (member_id) DO UPDATE
    SET members = excluded.members, volume = excluded.volume, rolled_up_at = excluded.rolled_up_at`;

async function write(sql: string, of: number, changes: readonly Sums[]): Promise<number> {
  for (let from = 0; from < changes.length; from += batch_size) {
    const batch = changes.slice(from, from + batch_size);
    await transaction((tx) => change(sql, [of, ...columnsOf(batch)], tx));
  }
  return changes.length;
}

const columnsOf = (batch: readonly Sums[]): string[][] => [
  batch.map(({ id }) => String(id)),
  batch.map(({ size }) => String(size)),
  batch.map(({ volume }) => String(volume)),
];
