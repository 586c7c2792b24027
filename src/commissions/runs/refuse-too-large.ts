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

const sizeOf = (column: BigInt64Array): number => column.reduce((sum, volume) => sum + Math.abs(Number(volume)), 0);

const largest = (column: BigInt64Array): number =>
  column.reduce((most, volume) => Math.max(most, Math.abs(Number(volume))), 0);
