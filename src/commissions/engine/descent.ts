import { none } from './tree.js';
import type { Tree } from './tree.js';

/** Answers whether one member stands below another, in constant time. */
export type Below = (member: number, ancestor: number) => boolean;

/** Numbers the members depth first, so that everyone below a member has the numbers right after its own. */
export function descent(tree: Tree): Below {
  const size = sizes(tree);
  const entered = depthFirstNumbers(tree, size);
  return (member, ancestor) => {
    const above = tree.position[ancestor] ?? 0;
    const start = entered[above] ?? 0;
    const at = entered[tree.position[member] ?? 0] ?? 0;
    return start < at && at < start + (size[above] ?? 0);
  };
}

/** Members at and below each position. */
function sizes({ parent }: Tree): Int32Array {
  const size = new Int32Array(parent.length).fill(1);
  for (let at = parent.length - 1; at >= 0; at--) {
    const above = parent[at] ?? none;
    if (above !== none) size[above] = (size[above] ?? 0) + (size[at] ?? 0);
  }
  return size;
}

function depthFirstNumbers({ parent }: Tree, size: Int32Array): Int32Array {
  const entered = new Int32Array(parent.length);
  const nextBelow = new Int32Array(parent.length);
  let nextRoot = 0;
  for (let at = 0; at < parent.length; at++) {
    const above = parent[at] ?? none;
    const number = above === none ? nextRoot : (nextBelow[above] ?? 0);
    entered[at] = number;
    nextBelow[at] = number + 1;
    if (above === none) nextRoot += size[at] ?? 0;
    else nextBelow[above] = number + (size[at] ?? 0);
  }
  return entered;
}
