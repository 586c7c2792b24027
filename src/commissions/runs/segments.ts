import { businessDay, dayStart } from '../../core/period.js';
import { microseconds } from '../engine/calendar.js';
import type { Facts } from './facts.js';
import { closed, inactive, suspended } from './load/history.js';
import { firstMoment } from './run-scope.js';
import type { RunScope } from './run-scope.js';

/** Days in a row at whose ends everybody's standing is the same. Moments are microseconds since 1970. */
export interface Segment {
  from: number;
  /** The last moment that counts. */
  cutoff: number;
  /** 1 for who earns nothing but own direct sales. */
  inactive: Uint8Array;
  /** 1 for whose lines are held. */
  suspended: Uint8Array;
  closed: Uint8Array;
  distributors: Uint8Array;
  /** Ranks that levels read. */
  paidAs: Int8Array | undefined;
  /** Ranks that caps read. */
  capRanks: Int8Array | undefined;
}

type Standings = Pick<Facts, 'statuses' | 'distributors' | 'ranks'> & Partial<Pick<Facts, 'closedRanks'>>;

/** Cuts the time of a run at every day on which somebody's status, rank or distributorship changed. */
export function segmentsOf(facts: Standings, scope: RunScope): Segment[] {
  const starts = boundaries(facts, scope);
  return starts.map((from, index) => {
    const end = starts[index + 1] ?? microseconds(scope.until);
    const statuses = facts.statuses.before(end);
    return {
      from,
      cutoff: end - 1,
      inactive: statuses.map((status) => (status === inactive || status === closed ? 1 : 0)),
      suspended: statuses.map((status) => (status === suspended ? 1 : 0)),
      closed: statuses.map((status) => (status === closed ? 1 : 0)),
      distributors: facts.distributors.before(end),
      paidAs: facts.ranks?.before(end),
      capRanks: facts.closedRanks?.before(end),
    };
  });
}

function boundaries({ statuses, distributors, ranks }: Standings, scope: RunScope): number[] {
  const zone = scope.plan.document.time_zone;
  const first = microseconds(firstMoment(scope));
  const until = microseconds(scope.until);
  const dayOf = (moment: number): number =>
    microseconds(dayStart(businessDay(new Date(Math.floor(moment / 1000)), zone), zone));
  const changes = [statuses, distributors, ranks].flatMap((history) => history?.changesFrom(first) ?? []);
  const days = [microseconds(scope.from), ...changes.filter((at) => at < until).map(dayOf)];
  return [...new Set([first, ...days.filter((day) => day > first)])].sort((a, b) => a - b);
}
