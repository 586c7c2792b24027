import { int } from '../engine/columns.js';
import { most_minor, TooLarge } from '../engine/too-large.js';
import type { Facts } from './facts.js';

/** Pairs are stored as whole numbers of 32 bits. */
export const most_pairs = 2_147_483_647;

/** Ends a run whose volumes might not fit into a leg: all of them in one, on top of the fullest. */
export function refuseTooLarge({ sales, earlierVolume, opening }: Facts): void {
  const legs = Math.max(largest(opening.carryLeft), largest(opening.carryRight));
  if (sizeOf(sales.volumes) + sizeOf(earlierVolume) + legs > Number(most_minor)) {
    throw new TooLarge('The volume of all sales together');
  }
}

/** Counted from above by the higher 32 bits of each cell: off by 2^32 a cell at most, and quick for millions. */
const sizeOf = (column: BigInt64Array): number => highWords(column, (sum, size) => sum + size);

const largest = (column: BigInt64Array): number => highWords(column, Math.max);

function highWords(column: BigInt64Array, take: (sum: number, size: number) => number): number {
  const words = new Int32Array(column.buffer, column.byteOffset, column.length * 2);
  let sum = 0;
  for (let at = 1; at < words.length; at += 2) {
    const high = int(words, at);
    sum = take(sum, high < 0 ? -high : high + 1);
  }
  return sum * 0x1_0000_0000;
}
