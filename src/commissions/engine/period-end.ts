import { minor } from './columns.js';
import type { BinaryRules } from '../../programs/plan-document.js';
import { possiblePairs } from './binary.js';
import type { LegColumns, Legs } from './legs.js';
import type { LegBalances } from './leg-balances.js';

/** What each leg holds that was added in the last months, the latest first; kept only where volume expires. */
export class Ages {
  private readonly months: LegColumns[];
  /** What the batch of the day changes, until it is booked. */
  private readonly batch: LegColumns;

  constructor(
    months: number,
    private readonly size: number,
  ) {
    this.months = Array.from({ length: months }, () => this.empty());
    this.batch = this.empty();
  }

  /** Brings a day's batch up the legs: what a leg gains belongs to this month, what it loses was its oldest. */
  fold(legs: Legs, carried: LegColumns): Int32Array {
    const { batch, months } = this;
    const [latest = this.empty()] = months;
    const changed = legs.fold(carried, batch);
    for (const at of changed) {
      gain(latest.left, batch.left, at);
      gain(latest.right, batch.right, at);
    }
    return changed;
  }

  /** The part of a balance that is older than the months kept; the oldest volume is used first. */
  expired(at: number, leg: 'left' | 'right', balance: bigint): bigint {
    const fresh = this.months.reduce((sum, month) => sum + (month[leg][at] ?? 0n), 0n);
    const old = balance - fresh;
    return old > 0n ? old : 0n;
  }

  /** Takes over what was kept before: left and right of each month, the latest first. */
  open(at: number, kept: readonly bigint[]): void {
    this.months.forEach((month, age) => {
      month.left[at] = kept[age * 2] ?? 0n;
      month.right[at] = kept[age * 2 + 1] ?? 0n;
    });
  }

  /** The same for the next computation. */
  kept(at: number): bigint[] {
    return this.months.flatMap(({ left, right }) => [minor(left, at), minor(right, at)]);
  }

  /** A new month begins. */
  turn(): void {
    this.months.pop();
    this.months.unshift(this.empty());
  }

  private empty(): LegColumns {
    return { left: new BigInt64Array(this.size), right: new BigInt64Array(this.size) };
  }
}

function gain(month: BigInt64Array, batch: BigInt64Array, at: number): void {
  const net = minor(batch, at);
  if (net > 0n) month[at] = minor(month, at) + net;
  batch[at] = 0n;
}

/** Takes off the legs what does not outlive the month; a leg below zero keeps its debt. */
export function endPeriod(rules: BinaryRules, balances: LegBalances, ages: Ages | undefined): void {
  if (rules.at_period_end === 'carry') return;
  for (let at = 0; at < balances.size; at++) {
    const left = minor(balances.carryLeft, at);
    const right = minor(balances.carryRight, at);
    if (left <= 0n && right <= 0n) continue;
    const goneLeft = ages ? ages.expired(at, 'left', left) : positive(left);
    const goneRight = ages ? ages.expired(at, 'right', right) : positive(right);
    const before = possiblePairs(left, right, rules.pair_value);
    balances.flush(at, goneLeft, goneRight);
    balances.lose(at, before - possiblePairs(left - goneLeft, right - goneRight, rules.pair_value));
  }
  ages?.turn();
}

const positive = (value: bigint): bigint => (value > 0n ? value : 0n);
