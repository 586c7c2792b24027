import type { RankRules } from '../../programs/plan-document.js';

/** No rank: below the first one of a plan's list. */
export const unranked = -1;

/** What ranks look at; volumes in minor units, own volume apart from what stands below. */
export interface RankMeasures {
  downline: number;
  directs: number;
  personalVolume: bigint;
  groupVolume: bigint;
  /** The part of the group volume that comes from the largest leg. */
  largestLeg: bigint;
}

type Rank = RankRules['paid_as_by'][number];

/** The highest rank whose rules all hold, as its place in the plan's list; `unranked` when there is none. */
export function rankOf(ranks: readonly Rank[], measures: RankMeasures): number {
  return ranks.findLastIndex((rank) => missing(rank, measures).length === 0);
}

/** What a rank asks for that is not reached, as the names of its rules. */
export function missing(rank: Rank, measures: RankMeasures): (keyof Omit<Rank, 'name'>)[] {
  const { downline, directs, personal_volume: personal, group_volume: group, largest_leg_max_bp: share } = rank;
  const reached = {
    downline: downline === undefined || measures.downline >= downline,
    directs: directs === undefined || measures.directs >= directs,
    personal_volume: personal === undefined || measures.personalVolume >= personal,
    group_volume: group === undefined || measures.groupVolume >= group,
    largest_leg_max_bp: share === undefined || measures.largestLeg * 10_000n <= measures.groupVolume * BigInt(share),
  };
  return (Object.keys(reached) as (keyof typeof reached)[]).filter((rule) => !reached[rule]);
}
