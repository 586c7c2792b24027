/** Reading a cell of a column. Places are always inside; the compiler only cannot know. One reader for each type. */

export const int = (column: Int32Array, place: number): number => column[place] ?? 0;

export const uint = (column: Uint32Array, place: number): number => column[place] ?? 0;

export const real = (column: Float64Array, place: number): number => column[place] ?? 0;

export const byte = (column: Uint8Array | Int8Array, place: number): number => column[place] ?? 0;

/** Money or volume in minor units, or a count of members as a binary plan counts them. */
export const minor = (column: BigInt64Array, place: number): bigint => column[place] ?? 0n;
