import { setImmediate as turn } from 'node:timers/promises';
import type { Client } from 'pg';
import type { ActivePlan } from '../../programs/active-plan.js';
import type { Plan } from '../../programs/plan-document.js';
import { replay } from '../engine/replay.js';
import type { Opening } from '../engine/replay.js';
import { carriedOn } from '../runs/carried.js';
import type { Carried } from '../runs/carried.js';
import { windowPairsAt } from '../runs/load/load-opening.js';
import { loadPeople } from '../runs/load/load-people.js';
import type { RunScope } from '../runs/run-scope.js';
import type { Segment } from '../runs/segments.js';
import type { MonthFacts, TrialFacts } from './load-trial.js';
import { openSide } from './open-side.js';
import { PayTally } from './pay-tally.js';
import { shortSegments } from './short-segments.js';
import { TrialRanks } from './trial-ranks.js';

/** One of the two plans that are compared, carried from month to month as runs carry it. */
export class TrialSide {
  private constructor(
    private readonly facts: TrialFacts,
    private plan: ActivePlan,
    /** What it begins the next month with. */
    public carried: Carried,
    private readonly ranks: TrialRanks,
  ) {}

  /** Opens with what really stood at the beginning; `before` is the version that had brought it there. */
  static async open(client: Client, facts: TrialFacts, { scope, before }: { scope: RunScope; before: Plan }) {
    const carried = await openSide(client, facts, { scope, before });
    return new TrialSide(facts, scope.plan, carried, await TrialRanks.open(client, scope, facts.network));
  }

  /** Computes a month, some days at a time, and lets others have a turn in between. */
  async pay(client: Client, scope: RunScope, month: MonthFacts, segments: readonly Segment[]): Promise<PayTally> {
    await this.follow(client, scope);
    const { document } = scope.plan;
    const paidAs = this.ranks.at(scope, month.network);
    const tally = new PayTally(month.network.ids.length);
    for (const segment of shortSegments(segments, month, document.time_zone)) {
      const result = replay({
        plan: document.binary?.inactive_limit ? document : { ...document, withholding: [] },
        taxRules: scope.taxRules,
        network: { ...month.network, inactive: segment.inactive },
        sales: month.sales,
        from: segment.from,
        cutoff: segment.cutoff,
        people: { ...this.carried.people, distributors: segment.distributors },
        opening: { ...this.openingAt(scope, segment), ...(paidAs ? { paidAs } : {}) },
      });
      tally.take(result, { plan: document, month, closed: segment.closed });
      const takesBack = this.facts.mayUndo.size > 0;
      if (document.binary) {
        this.carried = carriedOn({ ...this.facts, takesBack }, this.carried, result);
      }
      await turn();
    }
    this.ranks.count(scope, month);
    return tally;
  }

  /** Where another version takes over, what it asks of members besides is read as it stood then. */
  private async follow(client: Client, scope: RunScope): Promise<void> {
    if (scope.plan.id === this.plan.id) return;
    this.plan = scope.plan;
    const found = await loadPeople(client, scope, { network: this.facts.network, since: [] });
    this.carried = { ...this.carried, people: { ...found, ...this.carried.people } };
  }

  private openingAt(scope: RunScope, { from }: Segment): Opening {
    if (!scope.plan.document.binary) return {};
    const { opening, pairs, people, year } = this.carried;
    const { carryLeft, carryRight, binaryActive, ages } = opening;
    const windowPairs = windowPairsAt(opening, scope, from);
    return {
      legs: { carryLeft, carryRight, pairs: opening.pairs, windowPairs, binaryActive },
      ages,
      pairs,
      ...(year ? { year } : {}),
      ...(people.creditedNet ? { creditedNet: people.creditedNet } : {}),
    };
  }
}
