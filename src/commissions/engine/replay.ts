import type { TaxRule } from '../../compliance/withholding.js';
import type { Plan } from '../../programs/plan-document.js';
import { assemble } from './assemble.js';
import { dayAt, endsMonth } from './calendar.js';
import { closeMonth } from './closing.js';
import type { Earned } from './earned.js';
import { firstMoment } from './happenings.js';
import { Idle } from './idle.js';
import type { LegBalances, OpeningLegs } from './leg-balances.js';
import type { Line, Lines } from './lines.js';
import type { MatchRecord } from './matching-input.js';
import type { Network } from './network.js';
import type { People } from './people.js';
import type { Ages } from './period-end.js';
import type { Sales } from './sales.js';
import type { TakenBack } from './taken-back.js';
import type { YearTotals } from './tax-years.js';

/** Everything a computation depends on; the same input gives the same lines in the same order. */
export interface ReplayInput {
  plan: Plan;
  taxRules: readonly TaxRule[];
  network: Network;
  sales: Sales;
  /** The last moment that counts, in microseconds since 1970; its day is matched then. */
  cutoff: number;
  /** Events before this are past; left out, everything is replayed. */
  from?: number;
  people?: People;
  /** What events earn that are not computed here, where it limits or taxes what is. */
  earned?: Pick<Earned, 'streams'>;
  /** What refunds of other times' sales took back. */
  takenBack?: TakenBack;
  /** Whether members count in ranks before they joined, because the trees hold for the whole time. */
  treesHold?: boolean;
  /** What is carried into the first day. */
  opening?: Opening;
  record?: (record: MatchRecord) => void;
}

export interface Opening {
  legs?: OpeningLegs;
  /** What each leg holds of the last months, by member; only where volume expires. */
  ages?: ReadonlyMap<number, readonly bigint[]>;
  /** Pairs of earlier computations that refunds may undo, each member's oldest first, each with what was taken off it. */
  pairs?: readonly Line[];
  /** Everything credited so far, net of deductions, by member. */
  creditedNet?: BigInt64Array;
  /** What was credited and taxed in the financial year of the first day. */
  year?: YearTotals;
  /** Ranks of the last closed month, as places in the plan's list. */
  paidAs?: Int8Array;
}

export interface Replay {
  lines: Lines;
  /** How many of them, the first ones, were given as earlier pairs. */
  openingLines: number;
  /** What levels would have paid to nobody. */
  breakage: bigint;
  /** The legs at the end, by position in the placement tree; none where the plan has no binary part. */
  balances: LegBalances | undefined;
  /** Whether a member's pairs may be formed, which once reached is for good. */
  isBinaryActive: (member: number) => boolean;
  ages: Ages | undefined;
  /** Everything credited by the end, and the totals of its financial year; where rules ask for them. */
  creditedNet: BigInt64Array | undefined;
  year: YearTotals | undefined;
  /** Ranks of the last closed month. */
  paidAs: Int8Array;
}

/** Computes all lines of a network day by day: events as they come, matching at each day's end, months as they end. */
export function replay(input: ReplayInput): Replay {
  const parts = assemble(input);
  const { accrual, credits, matching, chronology } = parts;
  const { time_zone: zone } = input.plan;
  const first = input.from ?? firstMoment(input);
  const idle = new Idle(parts, zone);
  let day = first <= input.cutoff ? dayAt(first, zone) : undefined;
  while (day && day.start <= input.cutoff) {
    credits.startDay(day);
    accrual.financialYear = day.financialYear;
    idle.note(day);
    chronology.runUntil(Math.min(day.end, input.cutoff + 1));
    matching?.matchDay(day, Math.min(day.end - 1, input.cutoff));
    if (endsMonth(day, input.cutoff)) closeMonth(day, parts);
    day = idle.dayAfter(day);
  }
  return {
    lines: credits.lines,
    openingLines: parts.openingLines,
    breakage: accrual.breakage,
    balances: matching?.balances,
    isBinaryActive: (member) => matching?.isBinaryActive(member) ?? false,
    ages: parts.ages,
    creditedNet: credits.creditedNet,
    year: credits.taxes.totals,
    paidAs: parts.paidAs,
  };
}
