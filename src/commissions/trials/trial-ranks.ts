import type { Client } from 'pg';
import { dayStart, firstDayOf, monthOf, businessDay } from '../../core/period.js';
import type { Plan } from '../../programs/plan-document.js';
import { microseconds } from '../engine/calendar.js';
import { measure, ownVolumes, rankAll } from '../engine/measures.js';
import { minor } from '../engine/columns.js';
import type { Network } from '../engine/network.js';
import { loadSales } from '../runs/load/load-sales.js';
import { loadEarlierVolume } from '../runs/load/load-volumes.js';
import type { RunScope } from '../runs/run-scope.js';
import type { MonthFacts } from './load-trial.js';

/**
 * The ranks that levels and caps read, by the plan's own rules: those of the month before, evaluated from what had
 * happened by its end. What was posted is not read, for a draft may name other ranks.
 */
export class TrialRanks {
  private constructor(private volume: BigInt64Array) {}

  static async open(client: Client, scope: RunScope, network: Network): Promise<TrialRanks> {
    const { document } = scope.plan;
    if (!readsRanks(document)) return new TrialRanks(new BigInt64Array(0));
    if (document.ranks?.volume_of !== 'month') return new TrialRanks(await loadEarlierVolume(client, scope, network));
    const before = monthBefore(scope);
    const { sales } = await loadSales(client, before, { network, units: [], expected: 0 });
    return new TrialRanks(volumesIn(before, sales, network));
  }

  /** Everybody's rank as a month begins; undefined where the plan reads none. */
  at({ plan: { document }, from }: RunScope, network: Network): Int8Array | undefined {
    const { ranks } = document;
    if (!ranks || !readsRanks(document)) return undefined;
    const volume = this.volume.length > 0 ? this.volume : new BigInt64Array(network.ids.length);
    return rankAll(ranks, measure(network, ranks.tree, volume, microseconds(from) - 1));
  }

  /** A month is over: its volume counts for the ranks of the next one. */
  count(scope: RunScope, { sales, network }: MonthFacts): void {
    const { ranks } = scope.plan.document;
    if (!ranks || !readsRanks(scope.plan.document)) return;
    const own = volumesIn(scope, sales, network);
    const before = ranks.volume_of === 'month' ? new BigInt64Array(0) : this.volume;
    this.volume = own.map((volume, member) => volume + minor(before, member));
  }
}

const readsRanks = ({ levels, binary }: Plan): boolean =>
  binary?.cap?.by_rank !== undefined || (levels?.min_rank?.some((name) => name !== null) ?? false);

const volumesIn = ({ from, until }: RunScope, sales: MonthFacts['sales'], network: Network): BigInt64Array =>
  ownVolumes(sales, network.ids.length, microseconds(from), microseconds(until));

function monthBefore(scope: RunScope): RunScope {
  const zone = scope.plan.document.time_zone;
  const lastDay = businessDay(new Date(scope.from.getTime() - 1), zone);
  const from = dayStart(firstDayOf(monthOf(lastDay)), zone);
  return { ...scope, from, eventsFrom: from, until: scope.from };
}
