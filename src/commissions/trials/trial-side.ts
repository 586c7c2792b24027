import { setImmediate as turn } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Plan } from '../../programs/plan-document.js';
import { replay } from '../engine/replay.js';
import type { Opening, Replay } from '../engine/replay.js';
import { carriedOn } from '../runs/carried.js';
import type { Carried } from '../runs/carried.js';
import { pairsOf } from '../runs/compute-pairs.js';
import { windowPairsAt } from '../runs/load/load-opening.js';
import { loadWithoutPan } from '../runs/load/load-people.js';
import type { RunScope } from '../runs/run-scope.js';
import type { Segment } from '../runs/segments.js';
import { loadCreditedBefore } from './credited-before.js';
import type { CreditedBefore } from './credited-before.js';
import { EventCredits, eventsOf } from './event-credits.js';
import type { MonthFacts, TrialFacts } from './load-trial.js';
import { openSide } from './open-side.js';
import type { Opened } from './open-side.js';
import { PayTally } from './pay-tally.js';
import { runsSince } from './runs-since.js';
import { shortSegments } from './short-segments.js';
import { TrialRanks } from './trial-ranks.js';

interface RankedMonth {
  month: MonthFacts;
  /** Ranks as the month begins, where the plan reads any. */
  paidAs: Int8Array | undefined;
}

/** One of the two plans that are compared, carried from month to month as runs carry it. */
export class TrialSide {
  /** What events paid since the plan took over. */
  private earned = new EventCredits();

  private constructor(
    private readonly facts: TrialFacts,
    /** All the time that is simulated, under the version that is in force. */
    private scope: RunScope,
    /** What it begins the next month with. */
    public opened: Opened,
    private readonly ranks: TrialRanks,
  ) {}

  /** Opens with what really stood at the beginning; `before` is the version that had brought it there. */
  static async open(client: Client, facts: TrialFacts, { scope, before }: { scope: RunScope; before: Plan }) {
    const opened = await openSide(client, facts, { scope, before });
    return new TrialSide(facts, scope, opened, await TrialRanks.open(client, scope, facts.network));
  }

  private get carried(): Carried {
    return this.opened.carried;
  }

  /** Computes a month, some days at a time, and lets others have a turn in between. */
  async pay(client: Client, scope: RunScope, month: MonthFacts, segments: readonly Segment[]): Promise<PayTally> {
    await this.follow(client, scope);
    const { document } = scope.plan;
    const paidAs = this.ranks.at(scope, month.network);
    const tally = new PayTally(month.network.ids.length);
    for (const segment of shortSegments(segments, month, document.time_zone)) {
      for (const result of this.compute(scope, segment, { month, paidAs })) {
        tally.take(result, { plan: document, month, closed: segment.closed });
        const takesBack = this.facts.mayUndo.size > 0;
        if (result.balances) this.opened.carried = carriedOn({ ...this.facts, takesBack }, this.carried, result);
      }
      await turn();
    }
    this.ranks.count(scope, month);
    return tally;
  }

  /** Events and pairs at once; one after the other where what events pay limits pairs. */
  private compute(scope: RunScope, segment: Segment, { month, paidAs }: RankedMonth): Replay[] {
    const { document } = scope.plan;
    const { takenBack } = this.opened;
    const ranked = paidAs ? { paidAs } : {};
    const common = {
      taxRules: scope.taxRules,
      network: { ...month.network, inactive: segment.inactive },
      sales: month.sales,
      from: segment.from,
      cutoff: segment.cutoff,
      people: { ...this.carried.people, distributors: segment.distributors },
    };
    const pairs = { ...common, opening: { ...this.openingAt(scope, segment), ...ranked } };
    if (!document.binary?.inactive_limit) return [replay({ ...pairs, plan: { ...document, withholding: [] } })];
    const events = replay({ ...common, opening: ranked, plan: eventsOf(document) });
    this.earned.add({ ...segment, events, month, losses: this.facts.losses });
    const limited = { earned: this.earned, ...(takenBack ? { takenBack } : {}) };
    return [events, replay({ ...pairs, ...limited, plan: pairsOf(document) })];
  }

  /**
   * Where another version takes over, what it asks of members besides is read as it stood then. Who has a tax number is
   * read for every month, as the run that closes it reads it.
   */
  private async follow(client: Client, scope: RunScope): Promise<void> {
    const { network } = this.facts;
    if (scope.plan.id !== this.scope.plan.id) {
      this.scope = { ...scope, until: this.scope.until };
      this.earned = new EventCredits();
      const since = await runsSince(client, scope);
      const { takenBack, ...asked } = await loadCreditedBefore(client, this.scope, { network, since });
      this.opened = { carried: { ...this.carried, ...goneOn(this.carried, asked) }, takenBack };
    }
    const { people } = this.carried;
    if (!people.withoutPan) return;
    const withoutPan = await loadWithoutPan(client, scope, network);
    this.opened.carried = { ...this.carried, people: { ...people, withoutPan } };
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

type Credited = Omit<CreditedBefore, 'takenBack'>;

/** What a version asks of members, as the one before it left them; as it stood where that one did not ask for it. */
const goneOn = ({ people, year }: Carried, asked: Credited): Credited => ({
  people: {
    ...asked.people,
    ...(asked.people.instalmentsDue && people.instalmentsDue ? { instalmentsDue: people.instalmentsDue } : {}),
    ...(asked.people.creditedNet && people.creditedNet ? { creditedNet: people.creditedNet } : {}),
  },
  year: asked.year && (year ?? asked.year),
});
