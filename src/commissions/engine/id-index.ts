/** Finds the place of an id among ascending ids; -1 when it is not there. */
export type IdIndex = (id: number) => number;

const free = -1;

/** A look-up over ascending ids in constant time: a plain table where ids lie close together, else a hash table. */
export function indexIds(ids: Float64Array): IdIndex {
  const first = ids[0] ?? 0;
  const range = (ids[ids.length - 1] ?? 0) - first + 1;
  return range <= ids.length * 8 + 1024 ? plainTable(ids, first, range) : hashTable(ids);
}

function plainTable(ids: Float64Array, first: number, range: number): IdIndex {
  const places = new Int32Array(range).fill(free);
  for (let place = 0; place < ids.length; place++) places[(ids[place] ?? 0) - first] = place;
  return (id) => places[id - first] ?? free;
}

function hashTable(ids: Float64Array): IdIndex {
  const size = 2 ** Math.ceil(Math.log2(ids.length * 2 + 2));
  const places = new Int32Array(size).fill(free);
  const find = (id: number): number => {
    let bucket = mix(id) & (size - 1);
    for (;;) {
      const place = places[bucket] ?? free;
      if (place === free || ids[place] === id) return bucket;
      bucket = (bucket + 1) & (size - 1);
    }
  };
  for (let place = 0; place < ids.length; place++) places[find(ids[place] ?? 0)] = place;
  return (id) => places[find(id)] ?? free;
}

/** Spreads ids over the table; multiplication by odd constants, as in Murmur's finisher. */
function mix(id: number): number {
  const folded = (id % 0x1_0000_0000) ^ (id / 0x1_0000_0000);
  const once = Math.imul(folded ^ (folded >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}
