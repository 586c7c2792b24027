import { int } from './columns.js';
import { none } from './tree.js';
import type { Tree } from './tree.js';

/** Answers whether one member stands below another, in constant time. */
export type Below = (member: number, ancestor: number) => boolean;

/** Numbers the members depth first, so that everyone below a member has the numbers right after its own. */
export function descent(tree: Tree): Below {
  const size = sizes(tree);
  const entered = depthFirstNumbers(tree, size);
  return (member, ancestor) => {
    const above = int(tree.position, ancestor);
    const start = int(entered, above);
    const at = int(entered, int(tree.position, member));
    return start < at && at < start + int(size, above);
  };
}

/** Members at and below each position. */
function sizes({ parent }: Tree): Int32Array {
  const size = new Int32Array(parent.length).fill(1);
  for (let at = parent.length - 1; at >= 0; at--) {
    const above = int(parent, at);
    if (above !== none) size[above] = int(size, above) + int(size, at);
  }
  return size;
}

function depthFirstNumbers({ parent }: Tree, size: Int32Array): Int32Array {
  const entered = new Int32Array(parent.length);
  const nextBelow = new Int32Array(parent.length);
  let nextRoot = 0;
  for (let at = 0; at < parent.length; at++) {
    const above = int(parent, at);
    const number = above === none ? nextRoot : int(nextBelow, above);
    entered[at] = number;
    nextBelow[at] = number + 1;
    if (above === none) nextRoot += int(size, at);
    else nextBelow[above] = number + int(size, at);
  }
  return entered;
}
