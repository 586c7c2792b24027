import { portion } from '../../core/money.js';
import { reasonBit } from './lines.js';
import type { Lines } from './lines.js';
import { none } from './tree.js';

/** The latest pairs of one matching, undone; amounts as they were stored, deductions in the share of the gross. */
export interface UndonePairs {
  /** The business day they were formed on. */
  day: number;
  pairs: number;
  /** Those of them that had paid. */
  paid: number;
  gross: bigint;
  /** By the places of their rules in the plan. */
  taxes: bigint[];
  instalment: bigint;
}

/**
 * The pair lines of each member, the latest first: what refunds may still undo. Only kept where there are refunds.
 * Holds places of lines; what a line paid and what was deducted from it is read from the lines themselves.
 */
export class PairHistory {
  private readonly latest: Int32Array;
  private readonly line: number[] = [];
  private readonly pairsLeft: number[] = [];
  private readonly before: number[] = [];

  constructor(
    private readonly lines: Lines,
    members: number,
  ) {
    this.latest = new Int32Array(members).fill(none);
  }

  /** Remembers the pair line of a member, given its place; its deductions stand right after it. */
  push(member: number, line: number, pairs: number): void {
    this.before.push(this.latest[member] ?? none);
    this.pairsLeft.push(pairs);
    this.latest[member] = this.line.push(line) - 1;
  }

  /** Undoes the latest pairs of a member, matching by matching; fewer where the history ends before. */
  undo(member: number, pairs: number): UndonePairs[] {
    const undone: UndonePairs[] = [];
    let entry = this.latest[member] ?? none;
    let still = pairs;
    while (still > 0 && entry !== none) {
      const left = this.pairsLeft[entry] ?? 0;
      const gone = Math.min(still, left);
      undone.push(this.take(this.line[entry] ?? 0, left, left - gone));
      this.pairsLeft[entry] = left - gone;
      still -= gone;
      if (gone === left) entry = this.before[entry] ?? none;
    }
    this.latest[member] = entry;
    return undone;
  }

  /** The last pairs of a line go first, so those that stay were paid in full. */
  private take(line: number, before: number, after: number): UndonePairs {
    const grossBefore = this.grossOf(line, before);
    const grossAfter = this.grossOf(line, after);
    const whole = this.lines.amount(line);
    const { taxes, instalment } = this.deductionsOf(line);
    const back = (deduction: bigint): bigint =>
      whole === 0n
        ? 0n
        : portion(deduction, whole - grossAfter, whole) - portion(deduction, whole - grossBefore, whole);
    const unpaid = after === 0 && this.firstUnpaid(line) ? 1 : 0;
    return {
      day: this.lines.source(line),
      pairs: before - after,
      paid: before - after - unpaid,
      gross: grossBefore - grossAfter,
      taxes: taxes.map(back),
      instalment: back(instalment),
    };
  }

  /** What the first so many pairs of a line were paid. */
  private grossOf(line: number, pairs: number): bigint {
    if (pairs === this.lines.quantity(line)) return this.lines.amount(line);
    const unpaid = pairs > 0 && this.firstUnpaid(line) ? 1 : 0;
    return this.lines.base(line) * BigInt(pairs - unpaid);
  }

  private firstUnpaid(line: number): boolean {
    return (this.lines.reasons(line) & reasonBit.first_pair) !== 0;
  }

  private deductionsOf(line: number): { taxes: bigint[]; instalment: bigint } {
    const taken: { taxes: bigint[]; instalment: bigint } = { taxes: [], instalment: 0n };
    for (let at = line + 1; this.isDeduction(at, line); at++) {
      const amount = -this.lines.amount(at);
      if (this.lines.kind(at) === 'tax') taken.taxes[this.lines.rule(at)] = amount;
      else taken.instalment = amount;
    }
    return taken;
  }

  /** Whether what stands at a place was taken off a pair line. */
  private isDeduction(place: number, line: number): boolean {
    if (place >= this.lines.length) return false;
    const { kind, beneficiary, sourceType, source } = this.lines.at(place);
    const ofLine = beneficiary === this.lines.beneficiary(line) && source === this.lines.source(line);
    return ofLine && sourceType === 'day' && (kind === 'tax' || kind === 'instalment');
  }
}
