import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { to } from 'pg-copy-streams';
import { env } from '../../config/env.js';
import { transaction } from '../core/transaction.js';
import { change } from '../db/select.js';
import { countedLive } from './downline-size.js';
import { treeOf } from './find-position.js';
import { subtreeSums } from './subtree-sums.js';
import type { SubtreeSums, TreeColumns } from './subtree-sums.js';

/** How many positions one transaction changes. */
const batch_size = 20_000;

/**
 * Counts again how many stand from each member of a program down, and their lifetime volume; what the weaker leg and
 * the explorer go by. `ownVolumes` is a SELECT of `member_id` and `volume`, from whoever knows the sales. Returns how
 * many positions changed. Joins and moves go on meanwhile: they never wait, and the next rollup has them.
 */
export async function rollUpTree(programId: number, ownVolumes: string): Promise<number> {
  const tree = await treeOf(programId);
  if (!tree) return 0;
  const known = await readTree(tree.id, ownVolumes);
  const changes = changesOf(known, subtreeSums(known));
  for (let from = 0; from < changes.length; from += batch_size) {
    const batch = changes.slice(from, from + batch_size);
    await transaction((tx) => change(update, [tree.id, ...columnsOf(batch)], tx));
  }
  return changes.length;
}

/** The tree, and the sums that were written down before, row by row. */
interface Known extends TreeColumns {
  ids: Float64Array;
  before: SubtreeSums;
}

async function readTree(treeId: number, ownVolumes: string): Promise<Known> {
  const client = new Client({ connectionString: env.DATABASE_URL, application_name: 'upline rollup' });
  await client.connect();
  try {
    const rows = client.query(
      to(`COPY (
        SELECT positions.member_id, coalesce(parent_id, 0), coalesce(own.volume, 0), subtree_size, subtree_volume
        FROM positions LEFT JOIN (${ownVolumes}) AS own ON own.member_id = positions.member_id
        WHERE tree_id = ${treeId}) TO STDOUT`),
    );
    return await knownFrom(rows);
  } finally {
    await client.end();
  }
}

async function knownFrom(rows: NodeJS.ReadableStream): Promise<Known> {
  const indexOf = new Map<number, number>();
  const above: number[] = [];
  const own: bigint[] = [];
  const before = { sizes: [] as number[], volumes: [] as bigint[] };
  const lines = createInterface({ input: rows });
  lines.on('line', (line) => {
    const [id = '', parent = '', volume = '', size = '', sum = ''] = line.split('\t');
    indexOf.set(Number(id), above.length);
    above.push(Number(parent));
    own.push(BigInt(volume));
    before.sizes.push(Number(size));
    before.volumes.push(BigInt(sum));
  });
  await Promise.race([once(lines, 'close'), once(rows, 'error').then(([fault]) => Promise.reject(fault as Error))]);
  return {
    ids: Float64Array.from(indexOf.keys()),
    parents: Int32Array.from(above, (parent) => indexOf.get(parent) ?? -1),
    volumes: BigInt64Array.from(own),
    before: { sizes: Int32Array.from(before.sizes), volumes: BigInt64Array.from(before.volumes) },
  };
}

interface Change {
  id: number;
  size: number;
  volume: bigint;
}

/** Counts so large that they are shown with their date get a new one in any case. */
function changesOf({ ids, before }: Known, after: SubtreeSums): Change[] {
  const changes: Change[] = [];
  ids.forEach((id, row) => {
    const [size = 0, volume = 0n] = [after.sizes[row], after.volumes[row]];
    const isSame = size === before.sizes[row] && volume === before.volumes[row];
    if (!isSame || size > countedLive) changes.push({ id, size, volume });
  });
  return changes;
}

const update = `
  UPDATE positions SET subtree_size = sums.size, subtree_volume = sums.volume, rolled_up_at = now()
  FROM unnest($2::bigint[], $3::bigint[], $4::bigint[]) AS sums (member_id, size, volume)
  WHERE tree_id = $1 AND positions.member_id = sums.member_id`;

const columnsOf = (batch: readonly Change[]): string[][] => [
  batch.map(({ id }) => String(id)),
  batch.map(({ size }) => String(size)),
  batch.map(({ volume }) => String(volume)),
];
