/** Somebody who takes leads: how large a share, how many at most, how many at this moment and so far. */
export interface Taker {
  userId: number;
  weight: number;
  /** Open leads at once; null: no limit. */
  capacity: number | null;
  open: number;
  given: number;
}

/**
 * Whose turn it is: whoever is furthest behind the share of his weight, among those with room for one more; ties go
 * to the first in order. Equal weights make this a round robin. Undefined: nobody has room.
 */
export function nextAssignee(takers: readonly Taker[]): Taker | undefined {
  const free = takers.filter(({ capacity, open }) => capacity === null || open < capacity);
  return free.reduce<Taker | undefined>((best, taker) => (best && !isBehind(taker, best) ? best : taker), undefined);
}

/** Compares (given + 1) / weight without dividing: the share that each would have with this lead. */
const isBehind = (one: Taker, other: Taker): boolean => (one.given + 1) * other.weight < (other.given + 1) * one.weight;
