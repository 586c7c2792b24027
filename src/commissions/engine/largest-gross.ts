/** What is left of a gross after its deductions, and the gross amounts just after which it may drop. */
export interface NetOf {
  (gross: bigint): bigint;
  /** Such as a yearly tax threshold: one cent more, and the whole year is taxed. */
  drops?: readonly bigint[];
}

/** Tax and instalment are rounded by half a cent each, so the net is off its straight rise by one at most. */
const ripple = 2n;

/** The largest gross, up to `most`, whose net fits into the room that is left. */
export function largestGross(most: bigint, room: bigint, netOf: NetOf): bigint {
  if (netOf(most) <= room) return most;
  let end = most;
  for (const start of starts(most, netOf.drops ?? [])) {
    if (netOf(start) <= room) return search(start, end, (gross) => netOf(gross) - room);
    end = start - 1n;
  }
  return 0n;
}

/** Where stretches of rising net begin, the highest first. */
function starts(most: bigint, drops: readonly bigint[]): bigint[] {
  const inside = drops.filter((drop) => drop >= 0n && drop < most).map((drop) => drop + 1n);
  return [0n, ...inside].sort((a, b) => (a < b ? 1 : -1));
}

/** Halving finds one place where the net stops fitting; what fits beyond it lies before the net has risen clear. */
function search(start: bigint, end: bigint, netOver: (gross: bigint) => bigint): bigint {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (netOver(middle) <= 0n) low = middle;
    else high = middle - 1n;
  }
  let largest = low;
  for (let next = low + 1n; next <= end && netOver(next) <= ripple; next++) if (netOver(next) <= 0n) largest = next;
  return largest;
}
