import { byte } from './columns.js';

/** Positions whose pairs a cap stopped: they need not be looked at again before the cap leaves room. */
export class Stopped {
  private positions: number[] = [];
  private readonly marks: Uint8Array;

  constructor(size: number) {
    this.marks = new Uint8Array(size);
  }

  get any(): boolean {
    return this.positions.length > 0;
  }

  has(at: number): boolean {
    return byte(this.marks, at) === 1;
  }

  add(at: number): void {
    if (this.has(at)) return;
    this.marks[at] = 1;
    this.positions.push(at);
  }

  /** One of them has room again. */
  forget(at: number): void {
    this.marks[at] = 0;
  }

  /** All of them have; returns which they were. */
  forgetAll(): readonly number[] {
    const { positions } = this;
    for (const at of positions) this.marks[at] = 0;
    this.positions = [];
    return positions;
  }
}
