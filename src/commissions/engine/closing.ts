import { monthOf, monthStart } from '../../core/period.js';
import type { Plan, RankRules } from '../../programs/plan-document.js';
import { microseconds } from './calendar.js';
import { byte } from './columns.js';
import type { Day } from './calendar.js';
import type { Matching } from './matching.js';
import { measure, ownVolumes, rankAll } from './measures.js';
import type { Network } from './network.js';
import { endPeriod } from './period-end.js';
import type { Ages } from './period-end.js';
import type { Sales } from './sales.js';
import type { Upline } from './upline.js';

export interface ClosingInput {
  plan: Plan;
  network: Network;
  sales: Sales;
  upline: Upline | undefined;
  matching: Matching | undefined;
  ages: Ages | undefined;
  /** Ranks of the last closed month, which levels and caps read; written in place. */
  paidAs: Int8Array;
  /** The trees hold for the whole time, so members count before they joined. */
  treesHold?: boolean | undefined;
}

/** The end of a month: what legs may keep, and the ranks that levels and caps read in the next one. */
export function closeMonth(day: Day, input: ClosingInput): void {
  const { plan, upline, matching, ages, paidAs } = input;
  if (plan.binary && matching) endPeriod(plan.binary, matching.balances, ages);
  if (!plan.ranks || !readsRanks(plan)) return;
  const ranks = ranksAt(plan.ranks, input, day);
  if (ranks.every((rank, member) => rank === paidAs[member])) return;
  paidAs.set(ranks);
  upline?.useRanks(paidAs);
  matching?.freeCapped();
}

/** Whether a month's end can change anything at all under a plan. */
export const endsMatter = (plan: Plan): boolean =>
  (plan.binary?.at_period_end ?? 'carry') !== 'carry' || (plan.ranks !== undefined && readsRanks(plan));

/**
 * After so many months' ends without any event one more changes nothing: volume has expired, and ranks count no volume
 * of the month.
 */
export const monthsToRest = ({ binary }: Plan): number => (binary?.expire_after ?? 0) + 2;

/** Everyone's rank by what had happened until a business day was over. */
function ranksAt(ranks: RankRules, { plan, network, sales, treesHold }: ClosingInput, { label, end }: Day): Int8Array {
  const own = ownVolumes(sales, network.ids.length, volumeStart(plan, label), end);
  return rankAll(ranks, measure(network, ranks.tree, own, treesHold ? Infinity : end - 1));
}

/** From when sales count as volume for ranks: from ever, or from the first moment of the month of a day. */
export function volumeStart({ ranks, time_zone }: Plan, day: Day['label']): number {
  return ranks?.volume_of === 'month' ? microseconds(monthStart(monthOf(day), time_zone)) : -Infinity;
}

/** The pairs that the cap leaves a member of his rank; Infinity without a cap. */
export function capByRank({ binary, ranks }: Plan, paidAs: Int8Array): (member: number) => number {
  const { pairs = Infinity, by_rank: byRank } = binary?.cap ?? {};
  if (!byRank || !ranks) return () => pairs;
  const caps = ranks.paid_as_by.map(({ name }) => byRank[name] ?? pairs);
  return (member) => caps[byte(paidAs, member)] ?? pairs;
}

const readsRanks = ({ levels, binary }: Plan): boolean =>
  binary?.cap?.by_rank !== undefined || (levels?.min_rank?.some((name) => name !== null) ?? false);
