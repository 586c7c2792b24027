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
  for (let place = ranks.length - 1; place >= 0; place--) {
    const rank = ranks[place];
    if (rank && rules.every((rule) => isReached[rule](rank, measures))) return place;
  }
  return unranked;
}

/** What a rank asks for that is not reached, as the names of its rules. */
export const missing = (rank: Rank, measures: RankMeasures): Rule[] =>
  rules.filter((rule) => !isReached[rule](rank, measures));

type Rule = keyof Omit<Rank, 'name'>;

/** The rules of a rank: each holds where the rank does not ask. */
const isReached: Record<Rule, (rank: Rank, measures: RankMeasures) => boolean> = {
  downline: ({ downline = 0 }, measures) => measures.downline >= downline,
  directs: ({ directs = 0 }, measures) => measures.directs >= directs,
  personal_volume: ({ personal_volume: least }, { personalVolume }) => least === undefined || personalVolume >= least,
  group_volume: ({ group_volume: least }, { groupVolume }) => least === undefined || groupVolume >= least,
  largest_leg_max_bp: ({ largest_leg_max_bp: share }, { largestLeg, groupVolume }) =>
    share === undefined || largestLeg * 10_000n <= groupVolume * BigInt(share),
};
const rules = Object.keys(isReached) as Rule[];
