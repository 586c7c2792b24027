import { microseconds } from '../engine/calendar.js';
import { measure, ownVolumes, rankAll } from '../engine/measures.js';
import type { Measures } from '../engine/measures.js';
import type { Facts } from './facts.js';
import type { RunScope } from './run-scope.js';

/** What everybody reached by the end of a month, and the rank it makes. */
export class RunRanks {
  constructor(
    readonly measures: Measures,
    /** Places in the plan's list. */
    readonly ranks: Int8Array,
  ) {}

  /** Whether there is more to say of a member than that he has nothing yet. */
  isWorthTelling(member: number): boolean {
    const { downline, directs, personalVolume, groupVolume } = this.measures;
    const people = (downline[member] ?? 0) + (directs[member] ?? 0);
    return people > 0 || personalVolume[member] !== 0n || groupVolume[member] !== 0n || (this.ranks[member] ?? -1) >= 0;
  }
}

/** Ranks are evaluated when a period closes; none where the plan has no ranks or the run closes nothing. */
export function computeRanks(facts: Facts, scope: RunScope): RunRanks | undefined {
  const { ranks } = scope.plan.document;
  if (!ranks || scope.kind !== 'period') return undefined;
  const until = microseconds(scope.until);
  const from = scope.eventsFrom === null ? until : microseconds(scope.eventsFrom);
  const own = ownVolumes(facts.sales, facts.network.ids.length, ranks.volume_of === 'month' ? from : -Infinity, until);
  const volume = own.map((now, member) => now + (facts.earlierVolume[member] ?? 0n));
  const measures = measure(facts.network, ranks.tree, volume, until - 1);
  return new RunRanks(measures, rankAll(ranks, measures));
}
