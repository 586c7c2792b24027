import type { EarnedLines, Losses } from '../engine/earned.js';
import { Columns } from './copy/columns.js';

const lineShape = { ids: Float64Array, at: Float64Array, members: Int32Array, amounts: BigInt64Array } as const;
const lossShape = {
  at: Float64Array,
  lines: Int32Array,
  before: BigInt64Array,
  after: BigInt64Array,
  wholes: BigInt64Array,
} as const;

interface EarnedLine {
  id: number;
  at: number;
  member: number;
  amount: bigint;
}

/** A refund or a deactivation: how much of a whole has gone back before it, and has then. */
export interface Loss {
  at: number;
  before: bigint;
  after: bigint;
  whole: bigint;
}

/** Lines of events that limit pairs, and what they lose, row by row as they are read or computed. */
export class EarnedRows {
  private readonly lines = new Columns(lineShape, 0);
  private readonly losses = new Columns(lossShape, 0);

  /** Returns the row of the line. */
  add({ id, at, member, amount }: EarnedLine): number {
    const row = this.lines.add();
    this.lines.at.ids[row] = id;
    this.lines.at.at[row] = at;
    this.lines.at.members[row] = member;
    this.lines.at.amounts[row] = amount;
    return row;
  }

  lose(line: number, { at, before, after, whole }: Loss): void {
    const row = this.losses.add();
    this.losses.at.at[row] = at;
    this.losses.at.lines[row] = line;
    this.losses.at.before[row] = before;
    this.losses.at.after[row] = after;
    this.losses.at.wholes[row] = whole;
  }

  cut(): { lines: EarnedLines; losses: Losses } {
    return { lines: this.lines.cut(), losses: this.losses.cut() };
  }
}
