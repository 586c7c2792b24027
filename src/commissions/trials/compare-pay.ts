import { minor } from '../engine/columns.js';

/** Who gets more or less of the one plan than of the other. */
export interface PayChange {
  winners: { members: number; amount: bigint };
  losers: { members: number; amount: bigint };
  /** Members who get the same of both, and something. */
  unchanged: number;
}

/** Sets what everybody gets of one plan against what he gets of another. */
export function comparePay(before: BigInt64Array, after: BigInt64Array): PayChange {
  const change: PayChange = { winners: { members: 0, amount: 0n }, losers: { members: 0, amount: 0n }, unchanged: 0 };
  for (let member = 0; member < before.length; member++) {
    const difference = minor(after, member) - minor(before, member);
    if (difference === 0n) {
      if (minor(after, member) !== 0n) change.unchanged++;
      continue;
    }
    const side = difference > 0n ? change.winners : change.losers;
    side.members++;
    side.amount += difference > 0n ? difference : -difference;
  }
  return change;
}

export interface LargeChange {
  member: number;
  difference: bigint;
}

/** The members whose pay changes most, the largest change first; of equal ones whoever has the lower place. */
export function largestChanges(before: BigInt64Array, after: BigInt64Array, most = 20): LargeChange[] {
  const largest: LargeChange[] = [];
  for (let member = 0; member < before.length; member++) {
    const difference = minor(after, member) - minor(before, member);
    const least = largest.length === most ? sizeOf(largest[most - 1]) : 0n;
    if (sizeOf({ difference }) <= least) continue;
    const place = largest.findIndex((other) => sizeOf(other) < sizeOf({ difference }));
    largest.splice(place === -1 ? largest.length : place, 0, { member, difference });
    largest.length = Math.min(largest.length, most);
  }
  return largest;
}

const sizeOf = (change: Pick<LargeChange, 'difference'> | undefined): bigint => {
  const difference = change?.difference ?? 0n;
  return difference < 0n ? -difference : difference;
};
