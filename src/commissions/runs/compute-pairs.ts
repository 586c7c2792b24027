import { microseconds } from '../engine/calendar.js';
import { Earned } from '../engine/earned.js';
import { Lines } from '../engine/lines.js';
import { replay } from '../engine/replay.js';
import type { Opening, Replay } from '../engine/replay.js';
import type { Plan } from '../../programs/plan-document.js';
import { TooLarge } from '../engine/too-large.js';
import { most_pairs } from './refuse-too-large.js';
import { addUp, carriedOn } from './carried.js';
import type { Carried } from './carried.js';
import { ChunkedColumns } from './copy/columns.js';
import type { Facts } from './facts.js';
import { gatherLines } from './gathered-lines.js';
import type { GatheredLines } from './gathered-lines.js';
import { windowPairsAt } from './load/load-opening.js';
import type { RunScope } from './run-scope.js';
import type { Segment } from './segments.js';

/** One row for each member and day with a possible pair. */
const dayShape = {
  member: Int32Array,
  day: Int32Array,
  possible: Int32Array,
  formed: Int32Array,
  paid: Int32Array,
  flushed: Int32Array,
  carryLeft: BigInt64Array,
  carryRight: BigInt64Array,
  reasons: Uint16Array,
} as const;

export type MatchedDays = ChunkedColumns<typeof dayShape>;

export interface PairLines extends GatheredLines {
  days: MatchedDays;
  /** The last computation, with the sums of all of them in its balances; none where the plan has no pairs. */
  last: Replay | undefined;
  /** Whether pairs are formed only after enough directs were activated. */
  asksForActivation: boolean;
}

/** Matches day by day, from what the last run left to what the next one begins with. */
export function computePairs(facts: Facts, scope: RunScope, segments: readonly Segment[]): PairLines {
  const days = new ChunkedColumns(dayShape);
  const earned = facts.earned && new Earned(facts.earned.lines, facts.earned.losses);
  const parts: { lines: Lines; segment: Segment }[] = [];
  let last: Replay | undefined;
  let carried: Carried = { opening: facts.opening, pairs: facts.pairs, people: facts.people, year: facts.year };
  for (const segment of matched(segments, scope)) {
    if (last) carried = carriedOn(facts, carried, last);
    const result = matchSegment(facts, scope, { segment, carried, days, earned });
    if (last?.balances && result.balances) addUp(result.balances, last.balances);
    last = result;
    parts.push({ lines: ownLines(result), segment });
  }
  const asksForActivation = scope.plan.document.binary?.activation !== undefined;
  return { ...gatherLines(parts), days, last, asksForActivation };
}

const matched = (segments: readonly Segment[], { from, plan }: RunScope): readonly Segment[] =>
  plan.document.binary ? segments.filter((segment) => segment.from >= microseconds(from)) : [];

interface Matched {
  segment: Segment;
  carried: Carried;
  days: MatchedDays;
  earned: Earned | undefined;
}

function matchSegment(facts: Facts, scope: RunScope, { segment, carried, days, earned }: Matched): Replay {
  const { withoutPan, instalmentsDue } = carried.people;
  return replay({
    plan: pairsOf(scope.plan.document),
    taxRules: scope.taxRules,
    network: { ...facts.network, inactive: segment.inactive },
    sales: facts.sales,
    from: segment.from,
    cutoff: segment.cutoff,
    people: {
      distributors: segment.distributors,
      ...(withoutPan ? { withoutPan } : {}),
      ...(instalmentsDue ? { instalmentsDue } : {}),
    },
    opening: openingOf(scope, segment, carried),
    ...(earned ? { earned } : {}),
    ...(facts.takenBack ? { takenBack: facts.takenBack } : {}),
    record: (match) => {
      if (match.possible > most_pairs) throw new TooLarge('Pairs of one member and day');
      const { at, row } = days.add();
      at.member[row] = match.member;
      at.day[row] = match.day;
      at.possible[row] = match.possible;
      at.formed[row] = match.formed;
      at.paid[row] = match.paid;
      at.flushed[row] = match.flushed;
      at.carryLeft[row] = match.carryLeft;
      at.carryRight[row] = match.carryRight;
      at.reasons[row] = match.reasons;
    },
  });
}

function openingOf(scope: RunScope, { from, capRanks }: Segment, { opening, pairs, people, year }: Carried): Opening {
  const { carryLeft, carryRight, binaryActive, ages } = opening;
  const windowPairs = windowPairsAt(opening, scope, from);
  return {
    legs: { carryLeft, carryRight, pairs: opening.pairs, windowPairs, binaryActive },
    ages,
    pairs,
    ...(people.creditedNet ? { creditedNet: people.creditedNet } : {}),
    ...(year ? { year } : {}),
    ...(capRanks ? { paidAs: capRanks } : {}),
  };
}

/** A plan's pairs alone: what events pay was accrued as they happened, and is read where it limits pairs. */
export const pairsOf = ({ seller: _seller, levels: _levels, referral: _referral, ...plan }: Plan): Plan => plan;

/** Pairs of this run, without the earlier ones. */
function ownLines({ lines, openingLines }: Replay): Lines {
  if (openingLines === 0) return lines;
  const own = new Lines();
  for (let place = openingLines; place < lines.length; place++) own.add(lines.at(place));
  return own;
}
