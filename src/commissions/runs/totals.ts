import { formatAmount } from '../../core/money.js';
import { lineKinds, reasonsOf } from '../engine/lines.js';
import type { TopLine } from './top-lines.js';

/** Sums of a run, as they are shown; money as decimal text in the program's currency. */
export interface RunTotals {
  /** Lines and their gross amounts, by kind and by how they stand: new, missing, accrued, differs. */
  lines: Partial<Record<string, Partial<Record<LineState, { lines: number; amount: string }>>>>;
  /** What levels pay for joins rather than for sales; runs that were computed before this was summed have none. */
  joins?: string;
  /** What posting writes. */
  toPost: { lines: number; amount: string };
  differing: number;
  /** What was sold in the time of the run, before refunds. */
  sold: string;
  /** What levels would have paid to nobody. */
  breakage: string;
  pairs: { possible: number; formed: number; paid: number };
  /** How many members had pairs that were not formed or not paid, by reason. */
  membersByReason: Record<string, number>;
  ranks: Record<string, number>;
  /** The largest lines, the largest first. */
  top: TopLine[];
}

export const lineStates = ['missing', 'accrued', 'differs', 'new'] as const;
export type LineState = (typeof lineStates)[number];
/** The code of what no event has: pairs are new. */
export const newLine = lineStates.indexOf('new');

/** Adds up lines as they are written. */
export class Tally {
  private readonly counts = new Float64Array(lineKinds.length * lineStates.length);
  private readonly amounts = Array.from(this.counts, () => 0n);
  /** What levels pay for joins. */
  joins = 0n;

  add(kindCode: number, state: number, amount: bigint): void {
    const cell = kindCode * lineStates.length + state;
    this.counts[cell] = (this.counts[cell] ?? 0) + 1;
    this.amounts[cell] = (this.amounts[cell] ?? 0n) + amount;
  }

  get lines(): RunTotals['lines'] {
    const kinds = lineKinds.map((kind, code) => [kind, this.ofKind(code)] as const);
    return Object.fromEntries(kinds.filter(([, states]) => Object.keys(states).length > 0));
  }

  sum(...states: LineState[]): { lines: number; amount: string } {
    let [lines, amount] = [0, 0n];
    for (let cell = 0; cell < this.counts.length; cell++) {
      const state = lineStates[cell % lineStates.length];
      if (!state || !states.includes(state)) continue;
      lines += this.counts[cell] ?? 0;
      amount += this.amounts[cell] ?? 0n;
    }
    return { lines, amount: formatAmount(amount) };
  }

  private ofKind(kindCode: number) {
    const cells = lineStates.map((state, code) => {
      const cell = kindCode * lineStates.length + code;
      return [state, { lines: this.counts[cell] ?? 0, amount: formatAmount(this.amounts[cell] ?? 0n) }] as const;
    });
    return Object.fromEntries(cells.filter(([, { lines }]) => lines > 0));
  }
}

/** Counts of sets of reasons, by reason. */
export function countReasons(sets: ReadonlyMap<number, number>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [bits, members] of sets) {
    for (const reason of reasonsOf(bits)) counts[reason] = (counts[reason] ?? 0) + members;
  }
  return counts;
}
