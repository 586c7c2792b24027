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
  const columns = await readTree(tree.id, ownVolumes);
  return write(tree.id, columns, subtreeSums(columns));
}

async function readTree(treeId: number, ownVolumes: string): Promise<TreeColumns> {
  const client = new Client({ connectionString: env.DATABASE_URL, application_name: 'upline rollup' });
  await client.connect();
  try {
    const rows = client.query(
      to(`COPY (
        SELECT positions.member_id, coalesce(parent_id, 0), coalesce(own.volume, 0)
        FROM positions LEFT JOIN (${ownVolumes}) AS own ON own.member_id = positions.member_id
        WHERE tree_id = ${treeId}) TO STDOUT`),
    );
    return await columnsOf(rows);
  } finally {
    await client.end();
  }
}

async function columnsOf(rows: NodeJS.ReadableStream): Promise<TreeColumns> {
  const indexOf = new Map<number, number>();
  const above: number[] = [];
  const volumes: bigint[] = [];
  const lines = createInterface({ input: rows });
  lines.on('line', (line) => {
    const [id = '', parent = '', volume = ''] = line.split('\t');
    indexOf.set(Number(id), above.length);
    above.push(Number(parent));
    volumes.push(BigInt(volume));
  });
  await Promise.race([once(lines, 'close'), once(rows, 'error').then(([fault]) => Promise.reject(fault as Error))]);
  return {
    ids: Float64Array.from(indexOf.keys()),
    parents: Int32Array.from(above, (parent) => indexOf.get(parent) ?? -1),
    volumes: BigInt64Array.from(volumes),
  };
}

// Counts so large that they are shown with their date get a new one in any case.
const update = `
  UPDATE positions SET subtree_size = sums.size, subtree_volume = sums.volume, rolled_up_at = now()
  FROM unnest($2::bigint[], $3::bigint[], $4::bigint[]) AS sums (member_id, size, volume)
  WHERE tree_id = $1 AND positions.member_id = sums.member_id
    AND (subtree_size <> sums.size OR subtree_volume <> sums.volume OR sums.size > ${countedLive})`;

async function write(treeId: number, { ids }: TreeColumns, { sizes, volumes }: SubtreeSums): Promise<number> {
  let changed = 0;
  for (let from = 0; from < ids.length; from += batch_size) {
    const batch = [ids, sizes, volumes].map((column) => Array.from(column.subarray(from, from + batch_size), String));
    changed += await transaction((tx) => change(update, [treeId, ...batch], tx));
  }
  return changed;
}
