/** A tree as columns: row i is member `ids[i]`, stands under row `parents[i]` (-1: nobody) and has a volume of his own. */
export interface TreeColumns {
  ids: Float64Array;
  parents: Int32Array;
  volumes: BigInt64Array;
}

export interface SubtreeSums {
  sizes: Int32Array;
  volumes: BigInt64Array;
}

/**
 * Members and volume from each member down, himself included. Leaves are taken off one after the other and added to
 * whom they stood under, so it takes one step a member however deep the tree is.
 */
export function subtreeSums({ parents, volumes: own }: Omit<TreeColumns, 'ids'>): SubtreeSums {
  const sizes = new Int32Array(parents.length).fill(1);
  const volumes = own.slice();
  const open = openChildren(parents);
  for (let leaf = 0; leaf < parents.length; leaf += 1) {
    for (let at = open[leaf] === 0 ? leaf : -1; at >= 0;) {
      open[at] = -1;
      const parent = parents[at] ?? -1;
      if (parent < 0) break;
      sizes[parent] = (sizes[parent] ?? 0) + (sizes[at] ?? 0);
      volumes[parent] = (volumes[parent] ?? 0n) + (volumes[at] ?? 0n);
      open[parent] = (open[parent] ?? 0) - 1;
      at = open[parent] === 0 ? parent : -1;
    }
  }
  return { sizes, volumes };
}

/** How many right below each row are not yet added up. */
function openChildren(parents: Int32Array): Int32Array {
  const open = new Int32Array(parents.length);
  for (const parent of parents) if (parent >= 0) open[parent] = (open[parent] ?? 0) + 1;
  return open;
}
