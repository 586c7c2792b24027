import { int, uint } from './columns.js';

/** What a line pays for or takes; in order of the alphabet, as lines are sorted. */
export const lineKinds = ['binary_match', 'direct_sale', 'instalment', 'level', 'pair', 'referral', 'tax'] as const;
export type LineKind = (typeof lineKinds)[number];

/** What a line comes from: a business day (counted from 1970), or the place of a member or sale in its columns. */
export const sourceTypes = ['day', 'member', 'sale'] as const;
export type SourceType = (typeof sourceTypes)[number];

/** Why a line is not what its base and quantity alone would make it. */
export const reasons = [
  'first_pair',
  'daily_cap',
  'monthly_cap',
  'lifetime_cap',
  'inactive_limit',
  'inactive',
  'binary_inactive',
  'not_distributor',
  'refund',
  'undone',
] as const;
export type Reason = (typeof reasons)[number];

/** One source, one beneficiary, one level: the unit of rounding. Negative amounts take back or deduct. */
export interface Line {
  beneficiary: number;
  kind: LineKind;
  /** The level that is paid; 0 where there are no levels. */
  level: number;
  sourceType: SourceType;
  source: number;
  /** What a rate applied to, or the fixed amount of one unit. */
  base: bigint;
  quantity: number;
  amount: bigint;
  /** A set of `reasons`, as the sum of their `reasonBit`; 0 for none. */
  reasons: number;
  /** For tax the place of its rule among those of the plan, 0 for all else. */
  rule?: number;
}

const kindCodes = Object.fromEntries(lineKinds.map((kind, code) => [kind, code])) as Record<LineKind, number>;
const sourceCodes = Object.fromEntries(sourceTypes.map((type, code) => [type, code])) as Record<SourceType, number>;

/** A set of reasons is a number: bit n stands for `reasons[n]`. */
export const reasonBit = Object.fromEntries(reasons.map((reason, bit) => [reason, 1 << bit])) as Record<Reason, number>;

export function reasonsOf(bits: number): Reason[] {
  return reasons.filter((_, bit) => (bits >>> bit) & 1);
}

/** Lines of one chunk lie in one piece of memory, each in 40 bytes, so that reading a line is one step into memory. */
const chunkBits = 15;
const chunkLines = 1 << chunkBits;
const bytes = 40;
const ints = bytes / 4;
const longs = bytes / 8;

class Chunk {
  private readonly buffer = new ArrayBuffer(chunkLines * bytes);
  readonly int = new Int32Array(this.buffer);
  readonly big = new BigInt64Array(this.buffer);
  readonly real = new Float64Array(this.buffer);
  readonly byte = new Uint8Array(this.buffer);
}

/** The lines of a computation in the order they came about; made for millions, and read by place. */
export class Lines {
  length = 0;
  private readonly chunks: Chunk[] = [];
  private last: Chunk | undefined;

  /** Adds a line and returns its place. */
  add(line: Line): number {
    const place = this.length++;
    const row = place & (chunkLines - 1);
    if (row === 0) this.chunks.push((this.last = new Chunk()));
    const { int, big, real, byte } = this.last ?? new Chunk();
    int[row * ints] = line.beneficiary;
    int[row * ints + 1] = line.source;
    big[row * longs + 1] = line.base;
    big[row * longs + 2] = line.amount;
    real[row * longs + 3] = line.quantity;
    int[row * ints + 8] = line.reasons;
    byte[row * bytes + 36] = kindCodes[line.kind];
    byte[row * bytes + 37] = line.level;
    byte[row * bytes + 38] = sourceCodes[line.sourceType];
    byte[row * bytes + 39] = line.rule ?? 0;
    return place;
  }

  at(place: number): Line {
    return {
      beneficiary: this.beneficiary(place),
      kind: this.kind(place),
      level: this.level(place),
      sourceType: this.sourceType(place),
      source: this.source(place),
      base: this.base(place),
      quantity: this.quantity(place),
      amount: this.amount(place),
      reasons: this.reasons(place),
      rule: this.rule(place),
    };
  }

  /**
   * Puts the lines at these places, no more than one chunk holds, in their order in place of all that `into` has. The
   * first pass touches each line once, with nothing else to do, so that memory brings many of them at a time.
   */
  gather(places: Uint32Array, into: Lines): void {
    const [chunk = new Chunk()] = into.chunks;
    into.chunks[0] = chunk;
    into.length = places.length;
    const to = chunk.int;
    for (let row = 0; row < places.length; row++) to[row * ints] = this.beneficiary(uint(places, row));
    for (let row = 0; row < places.length; row++) {
      const place = uint(places, row);
      const from = this.chunk(place)?.int ?? to;
      const [first, start] = [rowOf(place) * ints, row * ints];
      for (let part = 0; part < ints; part++) to[start + part] = int(from, first + part);
    }
  }

  beneficiary(place: number): number {
    return this.chunk(place)?.int[rowOf(place) * ints] ?? 0;
  }

  source(place: number): number {
    return this.chunk(place)?.int[rowOf(place) * ints + 1] ?? 0;
  }

  base(place: number): bigint {
    return this.chunk(place)?.big[rowOf(place) * longs + 1] ?? 0n;
  }

  amount(place: number): bigint {
    return this.chunk(place)?.big[rowOf(place) * longs + 2] ?? 0n;
  }

  quantity(place: number): number {
    return this.chunk(place)?.real[rowOf(place) * longs + 3] ?? 0;
  }

  /** A set of reasons as bits. */
  reasons(place: number): number {
    return this.chunk(place)?.int[rowOf(place) * ints + 8] ?? 0;
  }

  kind(place: number): LineKind {
    return lineKinds[this.kindCode(place)] ?? 'level';
  }

  /** The kind as its place among `lineKinds`, which sorts as the kinds do. */
  kindCode(place: number): number {
    return this.chunk(place)?.byte[rowOf(place) * bytes + 36] ?? 0;
  }

  level(place: number): number {
    return this.chunk(place)?.byte[rowOf(place) * bytes + 37] ?? 0;
  }

  rule(place: number): number {
    return this.chunk(place)?.byte[rowOf(place) * bytes + 39] ?? 0;
  }

  sourceType(place: number): SourceType {
    return sourceTypes[this.chunk(place)?.byte[rowOf(place) * bytes + 38] ?? 0] ?? 'day';
  }

  private chunk(place: number): Chunk | undefined {
    return this.chunks[place >>> chunkBits];
  }
}

const rowOf = (place: number): number => place & (chunkLines - 1);
