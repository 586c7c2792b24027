import { monthOf, monthStart } from '../../core/period.js';
import type { Plan } from '../../programs/plan-document.js';
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
}

/** The end of a month: what legs may keep, and the ranks that levels and caps read in the next one. */
export function closeMonth(day: Day, { plan, network, sales, upline, matching, ages, paidAs }: ClosingInput): void {
  if (plan.binary && matching) endPeriod(plan.binary, matching.balances, ages);
  if (!plan.ranks || !readsRanks(plan)) return;
  paidAs.set(ranksAt(plan.ranks, { plan, network, sales }, day.label, day.end));
  upline?.useRanks(paidAs);
  matching?.freeCapped();
}

/** Everyone's rank by what had happened before a moment of a business day. */
export function ranksAt(
  ranks: NonNullable<Plan['ranks']>,
  { plan, network, sales }: Pick<ClosingInput, 'plan' | 'network' | 'sales'>,
  day: Day['label'],
  until: number,
): Int8Array {
  const from = volumeStart(plan, day);
  const own = ownVolumes(sales, network.ids.length, from, until);
  return rankAll(ranks, measure(network, ranks.tree, own, until - 1));
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
