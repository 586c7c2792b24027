import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { to } from 'pg-copy-streams';
import { env } from '../../config/env.js';
import { countedLive } from './downline-size.js';
import { subtreeSums } from './subtree-sums.js';
import type { SubtreeSums, TreeColumns } from './subtree-sums.js';

/** How many stand from a member down, himself included, and their volume. */
export interface Sums {
  id: number;
  size: number;
  volume: bigint;
}

/**
 * Reads a tree by COPY and sums it up; only what differs from what was written down before. The SELECT gives of each
 * member the id, who is above (0: nobody), the own volume, and size and volume as they were.
 */
export async function readSums(tree: string): Promise<Sums[]> {
  const known = await readTree(tree);
  return changesOf(known, subtreeSums(known));
}

/** The tree, and the sums that were written down before, row by row. */
interface Known extends TreeColumns {
  ids: Float64Array;
  before: SubtreeSums;
}

async function readTree(tree: string): Promise<Known> {
  const client = new Client({ connectionString: env.DATABASE_URL, application_name: 'upline rollup' });
  // Whoever reads hears that the connection broke; unheard here as well, it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await knownFrom(client.query(to(`COPY (${tree}) TO STDOUT`)));
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

/** Counts so large that they are shown with their date get a new one in any case. */
function changesOf({ ids, before }: Known, after: SubtreeSums): Sums[] {
  const changes: Sums[] = [];
  ids.forEach((id, row) => {
    const [size = 0, volume = 0n] = [after.sizes[row], after.volumes[row]];
    const isSame = size === before.sizes[row] && volume === before.volumes[row];
    if (!isSame || size > countedLive) changes.push({ id, size, volume });
  });
  return changes;
}
