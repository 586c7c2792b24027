import { formatAmount } from '../../core/money.js';
import { int, minor } from '../engine/columns.js';
import type { PlanSimulation } from '../../programs/plan-simulation.js';
import { countReasons } from '../runs/totals.js';
import { comparePay } from './compare-pay.js';
import { PayTally } from './pay-tally.js';

/** What both plans pay over the same time. */
export interface TrialSums {
  sold: bigint;
  draft: PayTally;
  active: PayTally;
}

export const noSums = (members: number): TrialSums => ({
  sold: 0n,
  draft: new PayTally(members),
  active: new PayTally(members),
});

/** Adds a month to what was summed up before. */
export function addMonth(total: TrialSums, month: TrialSums): void {
  total.sold += month.sold;
  addTally(total.draft, month.draft);
  addTally(total.active, month.active);
}

function addTally(total: PayTally, month: PayTally): void {
  total.paid += month.paid;
  total.recruited += month.recruited;
  total.breakage += month.breakage;
  for (let member = 0; member < month.byMember.length; member++) {
    total.byMember[member] = minor(total.byMember, member) + minor(month.byMember, member);
    total.reasons[member] = (total.reasons[member] ?? 0) | (month.reasons[member] ?? 0);
  }
}

type Comparison = PlanSimulation['total'];

/** Sums as they are shown. */
export function presentSums({ sold, draft, active }: TrialSums): Comparison {
  const { winners, losers, unchanged } = comparePay(active.byMember, draft.byMember);
  return {
    sold: formatAmount(sold),
    draft: presentPay(draft, sold),
    active: presentPay(active, sold),
    winners: { members: winners.members, amount: formatAmount(winners.amount) },
    losers: { members: losers.members, amount: formatAmount(losers.amount) },
    unchanged,
  };
}

const presentPay = ({ paid, recruited, breakage, reasons }: PayTally, sold: bigint): Comparison['draft'] => ({
  paid: formatAmount(paid),
  payoutBp: basisPoints(paid, sold),
  breakage: formatAmount(breakage),
  membersByReason: countReasons(setsOf(reasons)),
  recruited: formatAmount(recruited),
  recruitedBp: basisPoints(recruited, paid),
});

/** A part of a whole, rounded down; null where there is no whole. */
const basisPoints = (part: bigint, whole: bigint): number | null =>
  whole > 0n ? Number((part * 10_000n) / whole) : null;

/** How many members have each set of reasons. */
function setsOf(reasons: Uint16Array): Map<number, number> {
  const counts = new Int32Array(0x1_0000);
  for (const bits of reasons) counts[bits] = int(counts, bits) + 1;
  const sets = new Map<number, number>();
  counts.forEach((members, bits) => {
    if (bits > 0 && members > 0) sets.set(bits, members);
  });
  return sets;
}
