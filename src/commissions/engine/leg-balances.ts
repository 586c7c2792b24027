import { int, minor, real } from './columns.js';
import type { LegColumns } from './legs.js';

/** What members bring into a computation, by member; what is left out starts from zero. */
export interface OpeningLegs {
  carryLeft: BigInt64Array;
  carryRight: BigInt64Array;
  /** Pairs formed ever, and those of the cap window that holds the first day. */
  pairs: Float64Array;
  windowPairs: Float64Array;
  /** 1 for who reached the activation of pairs before. */
  binaryActive?: Uint8Array;
}

/** The legs of every member who has any, by position in the placement tree: columns, one cell a member. */
export class LegBalances {
  readonly carryLeft: BigInt64Array;
  readonly carryRight: BigInt64Array;
  /** The same two, as legs are added to. */
  readonly carried: LegColumns;
  readonly flushedLeft: BigInt64Array;
  readonly flushedRight: BigInt64Array;
  /** Pairs formed ever, undone ones left out. */
  readonly pairs: Float64Array;
  /** Pairs paid in this computation, undone ones left out. */
  readonly paid: Float64Array;
  /** Possible pairs whose volume was flushed or expired. */
  readonly lost: Float64Array;
  /** Pairs formed in the window named beside. */
  readonly windowPairs: Float64Array;
  readonly window: Int32Array;
  /** Why pairs were not formed or not paid, over the whole computation; bits as in lines. */
  readonly reasons: Int32Array;

  constructor(readonly size: number) {
    this.carryLeft = new BigInt64Array(size);
    this.carryRight = new BigInt64Array(size);
    this.carried = { left: this.carryLeft, right: this.carryRight };
    this.flushedLeft = new BigInt64Array(size);
    this.flushedRight = new BigInt64Array(size);
    this.pairs = new Float64Array(size);
    this.paid = new Float64Array(size);
    this.lost = new Float64Array(size);
    this.windowPairs = new Float64Array(size);
    this.window = new Int32Array(size);
    this.reasons = new Int32Array(size);
  }

  /** Takes over carried balances; `order` says which member stands at a position. */
  open(opening: OpeningLegs, order: Int32Array, window: number): void {
    for (let at = 0; at < this.size; at++) {
      const member = int(order, at);
      this.carryLeft[at] = minor(opening.carryLeft, member);
      this.carryRight[at] = minor(opening.carryRight, member);
      this.pairs[at] = real(opening.pairs, member);
      this.windowPairs[at] = real(opening.windowPairs, member);
      this.window[at] = window;
    }
  }

  /** Changes both legs: what pairs use, what is given back, what is added. */
  move(at: number, left: bigint, right: bigint): void {
    this.carryLeft[at] = minor(this.carryLeft, at) + left;
    this.carryRight[at] = minor(this.carryRight, at) + right;
  }

  /** Takes volume off both legs that no pair was formed with. */
  flush(at: number, left: bigint, right: bigint): void {
    this.move(at, -left, -right);
    this.flushedLeft[at] = minor(this.flushedLeft, at) + left;
    this.flushedRight[at] = minor(this.flushedRight, at) + right;
  }

  lose(at: number, pairs: number): void {
    this.lost[at] = real(this.lost, at) + pairs;
  }

  explain(at: number, reasonBits: number): void {
    this.reasons[at] = int(this.reasons, at) | reasonBits;
  }

  formedIn(window: number, at: number): number {
    return this.window[at] === window ? real(this.windowPairs, at) : 0;
  }

  /** Counts pairs formed (or undone, negative) for life and in a window. */
  count(at: number, pairs: number, paid: number): void {
    this.pairs[at] = real(this.pairs, at) + pairs;
    this.paid[at] = real(this.paid, at) + paid;
  }

  countInWindow(window: number, at: number, pairs: number): void {
    this.windowPairs[at] = this.formedIn(window, at) + pairs;
    this.window[at] = window;
  }
}
