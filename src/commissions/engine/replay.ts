import { int, real } from './columns.js';
import type { TaxRule } from '../../compliance/withholding.js';
import type { Plan } from '../../programs/plan-document.js';
import { Accrual } from './accrual.js';
import { dayAfter, dayAt, endsMonth } from './calendar.js';
import { Chronology } from './chronology.js';
import { capByRank, closeMonth } from './closing.js';
import type { ClosingInput } from './closing.js';
import { Credits } from './credits.js';
import type { LegBalances, OpeningLegs } from './leg-balances.js';
import type { Line, Lines } from './lines.js';
import { Matching } from './matching.js';
import type { MatchRecord } from './matching-input.js';
import { never } from './network.js';
import type { Network } from './network.js';
import { asTheyStand, orderBy } from './order.js';
import { PairHistory } from './pair-history.js';
import { PairPay } from './pair-pay.js';
import { Standing } from './people.js';
import type { People } from './people.js';
import { Ages } from './period-end.js';
import { unranked } from './ranks.js';
import { Refunds } from './refunds.js';
import type { Sales } from './sales.js';
import { Upline } from './upline.js';

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
  /** What is carried into the first day. */
  opening?: Opening;
  record?: (record: MatchRecord) => void;
}

export interface Opening {
  legs?: OpeningLegs;
  /** What each leg holds of the last months, by member; only where volume expires. */
  ages?: ReadonlyMap<number, readonly bigint[]>;
  /** Pairs of earlier computations that refunds may undo, each member's oldest first. */
  pairs?: readonly Line[];
  /** Everything credited so far, net of deductions, by member. */
  creditedNet?: BigInt64Array;
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
  /** Ranks of the last closed month. */
  paidAs: Int8Array;
}

/** Computes all lines of a network day by day: events as they come, matching at each day's end, months as they end. */
export function replay(input: ReplayInput): Replay {
  const parts = assemble(input);
  const { accrual, credits, matching, chronology } = parts;
  const { time_zone: zone } = input.plan;
  const first = input.from ?? firstMoment(input);
  if (first <= input.cutoff) {
    for (let day = dayAt(first, zone); day.start <= input.cutoff; day = dayAfter(day, zone)) {
      credits.startDay(day);
      accrual.financialYear = day.financialYear;
      chronology.runUntil(Math.min(day.end, input.cutoff + 1));
      matching?.matchDay(day, Math.min(day.end - 1, input.cutoff));
      if (endsMonth(day, input.cutoff)) closeMonth(day, parts);
    }
  }
  return {
    lines: credits.lines,
    openingLines: parts.openingLines,
    breakage: accrual.breakage,
    balances: matching?.balances,
    isBinaryActive: (member) => matching?.isBinaryActive(member) ?? false,
    ages: parts.ages,
    paidAs: parts.paidAs,
  };
}

interface Parts extends ClosingInput {
  credits: Credits;
  accrual: Accrual;
  chronology: Chronology;
  openingLines: number;
}

function assemble(input: ReplayInput): Parts {
  const { plan, network, sales, opening = {} } = input;
  const standing = new Standing(network, input.people);
  const credits = new Credits(plan, input.taxRules, standing, network.ids.length);
  if (opening.creditedNet) credits.openNet(opening.creditedNet);
  const refunds = new Refunds(sales, credits);
  const paidAs = opening.paidAs?.slice() ?? new Int8Array(network.ids.length).fill(unranked);
  const upline =
    plan.levels &&
    new Upline(
      network,
      plan.levels,
      (plan.ranks?.paid_as_by ?? []).map(({ name }) => name),
    );
  if (opening.paidAs) upline?.useRanks(paidAs);
  const ages = agesOf(input);
  const matching = matchingOf(input, { standing, credits, refunds, paidAs, ages });
  const openingLines = credits.lines.length;
  const accrual = new Accrual({ plan, network, sales, standing, credits, refunds, upline, matching });
  const chronology = chronologyOf(input, accrual);
  return { plan, network, sales, upline, matching, ages, paidAs, credits, accrual, chronology, openingLines };
}

function agesOf({ plan: { binary }, network: { placement }, opening }: ReplayInput): Ages | undefined {
  if (binary?.expire_after === undefined) return undefined;
  const ages = new Ages(binary.expire_after, placement.inner);
  for (const [member, kept] of opening?.ages ?? []) {
    const at = int(placement.position, member);
    if (at < placement.inner) ages.open(at, kept);
  }
  return ages;
}

interface MatchingParts {
  standing: Standing;
  credits: Credits;
  refunds: Refunds;
  paidAs: Int8Array;
  ages: Ages | undefined;
}

function matchingOf(input: ReplayInput, { standing, credits, refunds, paidAs, ages }: MatchingParts) {
  const { plan, network, opening, record } = input;
  if (!plan.binary) return undefined;
  const history = refunds.any ? new PairHistory(credits.lines, network.ids.length) : undefined;
  for (const line of opening?.pairs ?? []) history?.push(line.beneficiary, credits.lines.add(line), line.quantity);
  const pay = new PairPay(plan.binary, credits, standing, history);
  const capOf = capByRank(plan, paidAs);
  const matching = new Matching({ rules: plan.binary, network, standing, credits, pay, capOf, ages, record });
  if (opening?.legs) matching.open(opening.legs, dayAt(input.from ?? 0, plan.time_zone).number);
  return matching;
}

/** Only what pays or counts under the plan; members who never were activated have no moment to be put in order by. */
function chronologyOf({ plan, network, sales, from = -Infinity }: ReplayInput, accrual: Accrual): Chronology {
  const { joinedAt, activatedAt } = network;
  const { referral, levels, binary } = plan;
  const streams = [
    { order: orderBy(sales.at, orderBy(sales.ids)), at: sales.at, happen: (sale: number) => accrual.sell(sale) },
  ];
  if (referral || binary?.unit === 'members' || binary?.activation || binary?.inactive_limit) {
    const activated = asTheyStand(activatedAt.length).filter((member) => activatedAt[member] !== never);
    if (binary?.activation) accrual.countDirects(activated.filter((member) => real(activatedAt, member) < from));
    const happen = (member: number) => accrual.activate(member);
    streams.unshift({ order: orderBy(activatedAt, activated), at: activatedAt, happen });
  }
  if (referral || levels?.on.includes('referral')) {
    streams.unshift({ order: orderBy(joinedAt), at: joinedAt, happen: (member: number) => accrual.join(member) });
  }
  return new Chronology(streams, from);
}

/** The first moment at which anything happened; Infinity where nothing ever did. */
function firstMoment({ network, sales }: ReplayInput): number {
  const earlier = (first: number, moment: number): number => (moment < first ? moment : first);
  return [network.joinedAt, network.activatedAt, sales.at].map((at) => at.reduce(earlier, Infinity)).reduce(earlier);
}
