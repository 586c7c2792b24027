import { int, minor } from './columns.js';
import { none } from './tree.js';
import type { Tree } from './tree.js';

/** A step of a climb costs about this many steps of the pass over everyone, which reads in order. */
const climbFactor = 6;

/** Cells of a member: its left leg, its right leg, and the legs beyond, whose volume only passes through. */
const cells = 3;

type Path = Pick<Tree, 'parent' | 'depth' | 'inner'>;

/**
 * What a batch of sales adds to the left and right legs of everyone above. A few sales climb to the root; many are
 * folded from the leaves up in one pass over the tree, so a batch never costs more than O(members), however deep.
 */
export class Legs {
  private readonly sums: BigInt64Array;
  /** Position -> the cell of its parent that it stands in, or `none`. */
  private readonly toward: Int32Array;
  private readonly seen: Uint8Array;
  private readonly changed: Int32Array;
  private count = 0;
  private pending = new Int32Array(1024);
  private volumes = new BigInt64Array(1024);
  private waiting = 0;

  /** `slots` says for each position in which slot of its parent it stands. */
  constructor(
    private readonly tree: Path,
    slots: Int32Array,
  ) {
    this.sums = new BigInt64Array(tree.inner * cells);
    this.seen = new Uint8Array(tree.inner);
    this.changed = new Int32Array(tree.inner);
    this.toward = tree.parent.map((above, at) => (above === none ? none : above * cells + Math.min(int(slots, at), 2)));
  }

  /** Adds volume of the member at a position; it counts in the legs above, never in its own. */
  add(position: number, volume: bigint): void {
    if (this.waiting === this.pending.length) this.grow();
    this.pending[this.waiting] = position;
    this.volumes[this.waiting++] = volume;
  }

  /** Brings the batch up the tree; returns the positions whose legs it touched. */
  fold(): Int32Array {
    if (this.isShort()) this.climb();
    else this.pass();
    this.waiting = 0;
    return this.changed.subarray(0, this.count);
  }

  /** What the batch adds to the left leg; nothing for who has no legs. */
  left(position: number): bigint {
    return minor(this.sums, position * cells);
  }

  right(position: number): bigint {
    return minor(this.sums, position * cells + 1);
  }

  /** Forgets the batch, so that the next one starts from zero. */
  clear(): void {
    for (let index = 0; index < this.count; index++) {
      const at = int(this.changed, index);
      this.seen[at] = 0;
      for (let cell = at * cells; cell < at * cells + cells; cell++) this.sums[cell] = 0n;
    }
    this.count = 0;
  }

  private isShort(): boolean {
    const most = this.tree.inner / climbFactor;
    let steps = this.waiting;
    for (let index = 0; index < this.waiting && steps < most; index++) {
      steps += int(this.tree.depth, int(this.pending, index));
    }
    return steps < most;
  }

  private climb(): void {
    for (let index = 0; index < this.waiting; index++) {
      const volume = minor(this.volumes, index);
      let at = int(this.pending, index);
      for (let above = this.lift(at, volume); above !== none; above = this.lift(at, volume)) {
        if (!this.seen[above]) this.changed[this.count++] = above;
        this.seen[above] = 1;
        at = above;
      }
    }
  }

  private pass(): void {
    for (let index = 0; index < this.waiting; index++) {
      const above = this.lift(int(this.pending, index), minor(this.volumes, index));
      if (above !== none) this.seen[above] = 1;
    }
    for (let at = this.tree.inner - 1; at >= 0; at--) {
      if (!this.seen[at]) continue;
      this.changed[this.count++] = at;
      const above = this.lift(at, this.total(at));
      if (above !== none) this.seen[above] = 1;
    }
  }

  /** Adds volume to the leg that a position stands in; returns the position whose leg it is. */
  private lift(position: number, volume: bigint): number {
    const cell = int(this.toward, position);
    if (cell === none) return none;
    this.sums[cell] = BigInt.asIntN(64, minor(this.sums, cell) + volume);
    return int(this.tree.parent, position);
  }

  private total(position: number): bigint {
    const cell = position * cells;
    const { sums } = this;
    return BigInt.asIntN(64, BigInt.asIntN(64, minor(sums, cell) + minor(sums, cell + 1)) + minor(sums, cell + 2));
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
