import { byte, int, minor } from './columns.js';
import { none } from './tree.js';
import type { Tree } from './tree.js';

/** A step of a climb costs about this many steps of the pass over everyone, which reads in order. */
const climbFactor = 6;

/**
 * Cells of a member who has legs: left, right, and the legs beyond, whose volume only passes through. The fourth is
 * empty, so that a cell's number shifted is the position it belongs to.
 */
const cellBits = 2;
const cellCount = 1 << cellBits;
const beyond = 2;

/** Columns by position that legs are added to. */
export interface LegColumns {
  readonly left: BigInt64Array;
  readonly right: BigInt64Array;
}

/**
 * What a batch of sales adds to the left and right legs of everyone above. A few sales climb to the root; many are
 * folded from the leaves up in one pass over the tree, so a batch never costs more than O(members), however deep.
 */
export class Legs {
  private readonly sums: BigInt64Array;
  /** Member -> the cell of the parent that he stands in, or `none`; and the same by position. */
  private readonly cellOf: Int32Array;
  private readonly toward: Int32Array;
  private readonly seen: Uint8Array;
  private readonly changed: Int32Array;
  private count = 0;
  private pending = new Int32Array(1024);
  private volumes = new BigInt64Array(1024);
  private waiting = 0;

  /** `slots` says for each member in which slot of his parent he stands. */
  constructor(
    private readonly tree: Tree,
    slots: Int32Array,
  ) {
    this.sums = new BigInt64Array(tree.inner * cellCount);
    this.seen = new Uint8Array(tree.inner);
    this.changed = new Int32Array(tree.inner);
    this.toward = tree.parent.map((above, at) =>
      above === none ? none : (above << cellBits) + Math.min(int(slots, int(tree.order, at)), beyond),
    );
    this.cellOf = tree.position.map((at) => int(this.toward, at));
  }

  /** Adds volume of a member; it counts in the legs above, never in his own. */
  add(member: number, volume: bigint): void {
    const cell = int(this.cellOf, member);
    if (cell === none) return;
    if (this.waiting === this.pending.length) this.grow();
    this.pending[this.waiting] = cell;
    this.volumes[this.waiting++] = volume;
  }

  /**
   * Brings the batch up the tree: adds what each leg gets to the columns given, by position, and forgets the batch.
   * Returns the positions whose legs it touched.
   */
  fold(columns: LegColumns, others?: LegColumns): Int32Array {
    this.count = 0;
    if (this.isShort()) this.climb(columns, others);
    else this.pass(columns, others);
    this.waiting = 0;
    return this.changed.subarray(0, this.count);
  }

  private isShort(): boolean {
    const most = this.tree.inner / climbFactor;
    let steps = this.waiting;
    for (let index = 0; index < this.waiting && steps < most; index++) {
      steps += int(this.tree.depth, int(this.pending, index) >> cellBits);
    }
    return steps < most;
  }

  private climb(columns: LegColumns, others?: LegColumns): void {
    for (let index = 0; index < this.waiting; index++) {
      const volume = minor(this.volumes, index);
      for (let cell = int(this.pending, index); cell !== none; cell = int(this.toward, cell >> cellBits)) {
        this.put(cell, volume);
        const above = cell >> cellBits;
        if (byte(this.seen, above) === 0) this.changed[this.count++] = above;
        this.seen[above] = 1;
      }
    }
    for (let index = 0; index < this.count; index++) this.pour(int(this.changed, index), columns, others);
  }

  private pass(columns: LegColumns, others?: LegColumns): void {
    for (let index = 0; index < this.waiting; index++) {
      const cell = int(this.pending, index);
      this.put(cell, minor(this.volumes, index));
      this.seen[cell >> cellBits] = 1;
    }
    for (let at = this.tree.inner - 1; at >= 0; at--) {
      if (byte(this.seen, at) === 0) continue;
      this.changed[this.count++] = at;
      this.lift(at);
      this.pour(at, columns, others);
    }
  }

  /** Adds what all legs of a member get to the leg that he stands in himself. */
  private lift(position: number): void {
    const above = int(this.toward, position);
    if (above === none) return;
    const cell = position << cellBits;
    const legs = BigInt.asIntN(64, minor(this.sums, cell) + minor(this.sums, cell + 1));
    const gained = BigInt.asIntN(64, legs + minor(this.sums, cell + beyond));
    this.sums[above] = BigInt.asIntN(64, minor(this.sums, above) + gained);
    this.seen[above >> cellBits] = 1;
  }

  /** Adds what a member's legs get to the columns, and empties his cells for the next batch. */
  private pour(position: number, columns: LegColumns, others?: LegColumns): void {
    const cell = position << cellBits;
    this.gain(columns, position, cell);
    if (others) this.gain(others, position, cell);
    this.sums[cell] = 0n;
    this.sums[cell + 1] = 0n;
    this.sums[cell + beyond] = 0n;
    this.seen[position] = 0;
  }

  private gain({ left, right }: LegColumns, position: number, cell: number): void {
    left[position] = BigInt.asIntN(64, minor(left, position) + minor(this.sums, cell));
    right[position] = BigInt.asIntN(64, minor(right, position) + minor(this.sums, cell + 1));
  }

  private put(cell: number, volume: bigint): void {
    this.sums[cell] = BigInt.asIntN(64, minor(this.sums, cell) + volume);
  }

  private grow(): void {
    const pending = new Int32Array(this.waiting * 2);
    const volumes = new BigInt64Array(this.waiting * 2);
    pending.set(this.pending);
    volumes.set(this.volumes);
    this.pending = pending;
    this.volumes = volumes;
  }
}
