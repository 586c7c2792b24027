const digitBits = 16;
const digits = 1 << digitBits;

/** Below this the digits' tables cost more than comparing. */
const fewRows = 5000;

/**
 * The order of rows by whole-number keys (below 2^53), as indexes; rows with equal keys keep the order given, so keys
 * of less weight are sorted first. A radix sort: a comparator takes seconds on a million rows.
 */
export function orderBy(keys: ArrayLike<number>, given: Uint32Array = asTheyStand(keys.length)): Uint32Array {
  if (isSorted(keys, given)) return given;
  if (given.length < fewRows) return byComparing(keys, given);
  const { low, high } = offsets(keys);
  let order = given;
  for (const half of [low, high]) {
    for (const shift of [0, digitBits]) order = byDigit(half, shift, order);
  }
  return order;
}

export function asTheyStand(length: number): Uint32Array {
  const order = new Uint32Array(length);
  for (let row = 0; row < length; row++) order[row] = row;
  return order;
}

function byComparing(keys: ArrayLike<number>, given: Uint32Array): Uint32Array {
  return Uint32Array.from(Array.from(given).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0)));
}

/** Keys less the smallest one, in two halves of 32 bits. */
function offsets(keys: ArrayLike<number>) {
  let least = Infinity;
  for (let row = 0; row < keys.length; row++) least = Math.min(least, keys[row] ?? 0);
  const low = new Uint32Array(keys.length);
  const high = new Uint32Array(keys.length);
  for (let row = 0; row < keys.length; row++) {
    const offset = (keys[row] ?? 0) - least;
    low[row] = offset;
    high[row] = offset / 0x1_0000_0000;
  }
  return { low, high };
}

function isSorted(keys: ArrayLike<number>, given: Uint32Array): boolean {
  let last = -Infinity;
  for (const row of given) {
    const key = keys[row] ?? 0;
    if (key < last) return false;
    last = key;
  }
  return true;
}

function byDigit(keys: Uint32Array, shift: number, order: Uint32Array): Uint32Array {
  const next = new Uint32Array(digits);
  for (const row of order) {
    const digit = ((keys[row] ?? 0) >>> shift) & (digits - 1);
    next[digit] = (next[digit] ?? 0) + 1;
  }
  if (next.includes(order.length)) return order;
  let place = 0;
  for (let digit = 0; digit < digits; digit++) {
    const size = next[digit] ?? 0;
    next[digit] = place;
    place += size;
  }
  const sorted = new Uint32Array(order.length);
  for (const row of order) {
    const digit = ((keys[row] ?? 0) >>> shift) & (digits - 1);
    const target = next[digit] ?? 0;
    sorted[target] = row;
    next[digit] = target + 1;
  }
  return sorted;
}
