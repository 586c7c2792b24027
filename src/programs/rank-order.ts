import { formatAmount } from '../core/money.js';
import type { Plan, RankRules } from './plan-document.js';
import type { PlanWarning } from './plan-warning.js';

type Rank = RankRules['paid_as_by'][number];
type Rule = keyof Omit<Rank, 'name'>;

/** How much a rank asks of each measure, more being harder; the largest leg may bring the less. */
const demands: Readonly<Record<Rule, (rank: Rank) => bigint>> = {
  downline: ({ downline = 0 }) => BigInt(downline),
  directs: ({ directs = 0 }) => BigInt(directs),
  personal_volume: ({ personal_volume = 0n }) => personal_volume,
  group_volume: ({ group_volume = 0n }) => group_volume,
  largest_leg_max_bp: ({ largest_leg_max_bp = 10_000 }) => BigInt(10_000 - largest_leg_max_bp),
};
const rules = Object.keys(demands) as Rule[];

const asked: Readonly<Record<Rule, (rank: Rank) => string>> = {
  downline: ({ downline = 0 }) => String(downline),
  directs: ({ directs = 0 }) => String(directs),
  personal_volume: ({ personal_volume = 0n }) => formatAmount(personal_volume),
  group_volume: ({ group_volume = 0n }) => formatAmount(group_volume),
  largest_leg_max_bp: ({ largest_leg_max_bp = 10_000 }) => `${String(largest_leg_max_bp / 100)} %`,
};

/**
 * Ranks stand from the lowest to the highest, and a member is paid as the highest that he reaches: one that asks for
 * no more than a lower one makes that one unreachable, and one that asks for less of something is easier there.
 */
export function lintRanks({ ranks }: Pick<Plan, 'ranks'>): PlanWarning[] {
  const all = ranks?.paid_as_by ?? [];
  return all.flatMap((rank, place) => [...neverPaid(rank, place, all), ...asksLess(rank, place, all)]);
}

const isCoveredBy = (lower: Rank, higher: Rank): boolean =>
  rules.every((rule) => demands[rule](higher) <= demands[rule](lower));

function neverPaid(rank: Rank, place: number, all: readonly Rank[]): PlanWarning[] {
  const higher = all.slice(place + 1).find((one) => isCoveredBy(rank, one));
  if (!higher) return [];
  const message = `"${rank.name}" is never paid: whoever reaches it is "${higher.name}", which stands higher and asks for no more`;
  const path = `ranks.paid_as_by.${String(place)}`;
  return [{ code: 'rank_never_paid', path, message, values: { rank: rank.name, higher: higher.name } }];
}

function asksLess(rank: Rank, place: number, all: readonly Rank[]): PlanWarning[] {
  const lower = all.slice(0, place).filter((one) => !isCoveredBy(one, rank));
  return rules.flatMap((rule): PlanWarning[] => {
    const hardest = lower.reduce<Rank | undefined>((most, one) => (isHarder(rule, one, most) ? one : most), undefined);
    if (rank[rule] === undefined || !hardest || demands[rule](hardest) <= demands[rule](rank)) return [];
    const values = { rank: rank.name, asks: asked[rule](rank), lower: hardest.name, lowerAsks: asked[rule](hardest) };
    const message = `"${rank.name}" asks for ${values.asks}, the lower "${values.lower}" for ${values.lowerAsks}: the higher rank is easier there`;
    return [{ code: 'rank_asks_less', path: `ranks.paid_as_by.${String(place)}.${rule}`, message, values }];
  });
}

const isHarder = (rule: Rule, one: Rank, most: Rank | undefined): boolean =>
  most === undefined || demands[rule](one) > demands[rule](most);
