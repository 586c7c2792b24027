/** A tree as columns: row i stands under row `parents[i]` (-1: nobody) and has a volume of his own. */
export interface TreeColumns {
  parents: Int32Array;
  volumes: BigInt64Array;
}

export interface SubtreeSums {
  sizes: Int32Array;
  volumes: BigInt64Array;
}

/** Members and volume from each member down, himself included; one step a member, however deep the tree is. */
export function subtreeSums({ parents, volumes: own }: TreeColumns): SubtreeSums {
  const sizes = new Int32Array(parents.length).fill(1);
  const volumes = own.slice();
  for (const at of leavesFirst(parents)) {
    const parent = at32(parents, at);
    if (parent < 0) continue;
    sizes[parent] = at32(sizes, parent) + at32(sizes, at);
    volumes[parent] = at64(volumes, parent) + at64(volumes, at);
  }
  return { sizes, volumes };
}

/** All rows, each before the one it stands under: leaves are taken off until nothing is left. */
function leavesFirst(parents: Int32Array): Int32Array {
  const open = new Int32Array(parents.length);
  for (const parent of parents) if (parent >= 0) open[parent] = at32(open, parent) + 1;
  const order = new Int32Array(parents.length);
  let taken = 0;
  open.forEach((children, row) => {
    if (children === 0) order[taken++] = row;
  });
  for (let next = 0; next < taken; next += 1) {
    const parent = at32(parents, at32(order, next));
    if (parent < 0) continue;
    open[parent] = at32(open, parent) - 1;
    if (open[parent] === 0) order[taken++] = parent;
  }
  return order;
}

const at32 = (column: Int32Array, row: number): number => column[row] ?? 0;
const at64 = (column: BigInt64Array, row: number): bigint => column[row] ?? 0n;
