/** The cells of a column at the places given, in their order; -1 for a place that is not there. */
export function gather(column: ArrayLike<number>, places: ArrayLike<number>): Float64Array {
  const cells = new Float64Array(places.length);
  for (let index = 0; index < places.length; index++) cells[index] = column[places[index] ?? -1] ?? -1;
  return cells;
}

/** The same for a column of money or volume; every place must be there. */
export function gatherMinor(column: BigInt64Array, places: ArrayLike<number>): BigInt64Array {
  const cells = new BigInt64Array(places.length);
  for (let index = 0; index < places.length; index++) cells[index] = column[places[index] ?? -1] ?? 0n;
  return cells;
}
