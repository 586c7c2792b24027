import { int, minor } from './columns.js';
import { lessTaxes } from './credits.js';
import type { Credits, Taxed } from './credits.js';
import type { Stream } from './chronology.js';
import type { Matching } from './matching.js';
import { orderBy } from './order.js';
import { takenBack } from './refund.js';

/** Lines of events that stand already and are not computed here, as columns by row. */
export interface EarnedLines {
  ids: Float64Array;
  at: Float64Array;
  members: Int32Array;
  amounts: BigInt64Array;
}

/** What refunds take of such lines, as columns by row: how much of the whole had gone back before, and has then. */
export interface Losses {
  at: Float64Array;
  /** The row of the line. */
  lines: Int32Array;
  before: BigInt64Array;
  after: BigInt64Array;
  wholes: BigInt64Array;
}

/**
 * Credits lines at their moments, with the tax that is taken then, and takes them back at those of their refunds. One
 * serves all computations of a run: what goes back in a later one takes its taxes along, out of the year they were taken
 * in.
 */
export class Earned {
  private readonly order: Uint32Array;
  /** What was taken off lines that are to lose something. */
  private readonly taxed = new Map<number, Taxed>();

  constructor(
    private readonly lines: EarnedLines,
    private readonly losses: Losses,
  ) {
    this.order = orderBy(lines.at, orderBy(lines.ids));
    for (const line of losses.lines) this.taxed.set(line, untaxed);
  }

  /** When the last of it goes back; -Infinity where nothing does. */
  get lastLoss(): number {
    return this.losses.at.reduce((last, at) => Math.max(last, at), -Infinity);
  }

  streams(credits: Credits, matching: Matching | undefined): Stream[] {
    const { lines, losses, order } = this;
    return [
      { order, at: lines.at, happen: (line) => this.credit(line, credits) },
      { order: orderBy(losses.at), at: losses.at, happen: (loss) => matching?.touch(this.takeBack(loss, credits)) },
    ];
  }

  private credit(line: number, credits: Credits): void {
    const taxed = credits.earn(int(this.lines.members, line), minor(this.lines.amounts, line));
    if (this.taxed.has(line)) this.taxed.set(line, taxed);
  }

  /** Returns whose line it was. */
  private takeBack(loss: number, credits: Credits): number {
    const { lines, before, after, wholes } = this.losses;
    const line = int(lines, loss);
    const share = { saleAmount: minor(wholes, loss), before: minor(before, loss), after: minor(after, loss) };
    const member = int(this.lines.members, line);
    const gross = takenBack(minor(this.lines.amounts, line), share);
    const { taxes: taken, financialYear } = this.taxed.get(line) ?? untaxed;
    const taxes = taken.map((tax) => takenBack(tax, share));
    credits.takeBack(member, { gross, taxes, net: lessTaxes(gross, taxes), financialYear });
    return member;
  }
}

const untaxed: Taxed = { taxes: [], financialYear: NaN };
