/** What is left of a gross after its deductions, and the gross amounts just after which it may drop. */
export interface NetOf {
  (gross: bigint): bigint;
  /** Such as a yearly tax threshold: one cent more, and the whole year is taxed. */
  drops?: readonly bigint[];
}

/** Two roundings may step at the same cent, so that the net falls by one before it rises on. */
const ripple = 8n;

/** The largest gross, up to `most`, whose net fits into the room that is left. */
export function largestGross(most: bigint, room: bigint, netOf: NetOf): bigint {
  if (netOf(most) <= room) return most;
  let end = most;
  for (const start of starts(most, netOf.drops ?? [])) {
    if (netOf(start) <= room) return search(start, end, (gross) => netOf(gross) <= room);
    end = start - 1n;
  }
  return 0n;
}

/** Where stretches of rising net begin, the highest first. */
function starts(most: bigint, drops: readonly bigint[]): bigint[] {
  const inside = drops.filter((drop) => drop >= 0n && drop < most).map((drop) => drop + 1n);
  return [0n, ...inside].sort((a, b) => (a < b ? 1 : -1));
}

function search(start: bigint, end: bigint, fits: (gross: bigint) => boolean): bigint {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (fits(middle)) low = middle;
    else high = middle - 1n;
  }
  for (let next = low + ripple; next > low; next--) if (next <= end && fits(next)) return next;
  return low;
}
