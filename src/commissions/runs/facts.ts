import type { Client } from 'pg';
import { minor } from '../engine/columns.js';
import type { Line } from '../engine/lines.js';
import type { Network } from '../engine/network.js';
import type { Sales } from '../engine/sales.js';
import type { TakenBack } from '../engine/taken-back.js';
import type { YearTotals } from '../engine/tax-years.js';
import { circleOf } from './load/circle.js';
import type { History } from './load/history.js';
import { loadDistributors, loadRanks, loadStatuses } from './load/history.js';
import { loadEarned } from './load/load-earned.js';
import type { LoadedEarned } from './load/load-earned.js';
import { loadNetwork } from './load/load-network.js';
import { emptyOpening, loadOpening } from './load/load-opening.js';
import type { OpeningState } from './load/load-opening.js';
import { loadPairs } from './load/load-pairs.js';
import { loadPeople } from './load/load-people.js';
import type { LoadedPeople } from './load/load-people.js';
import { loadSales } from './load/load-sales.js';
import { loadTakenBack } from './load/load-taken-back.js';
import { loadUnits } from './load/load-units.js';
import { loadYear } from './load/load-year.js';
import { loadEarlierVolume } from './load/load-volumes.js';
import { closedRanksSql, distributorsSql, membersSql, ranksSql, salesSql, statusesSql } from './load/sources.js';
import type { RunPlace } from './load/sources.js';
import type { RunScope } from './run-scope.js';
import { guessRows } from './snapshot.js';
import type { Stopwatch } from './stopwatch.js';

/** Everything that a run computes from. */
export interface Facts {
  network: Network;
  sales: Sales;
  lateSales: ReadonlySet<number>;
  statuses: History<Uint8Array>;
  distributors: History<Uint8Array>;
  /** Ranks that levels read, from the moment they were posted; none where this plan reads none. */
  ranks: History<Int8Array> | undefined;
  /** Ranks that caps read, from the end of the month that made them; none where this plan reads none. */
  closedRanks: History<Int8Array> | undefined;
  people: LoadedPeople;
  /** What was credited and taxed in the financial year so far; none where no tax rule asks for it. */
  year: YearTotals | undefined;
  /** What events earn in this time, and lose of it; none where nothing limits what is credited. */
  earned: LoadedEarned | undefined;
  /** What refunds in this time take back of what had been earned before; none likewise. */
  takenBack: TakenBack | undefined;
  opening: OpeningState;
  pairs: readonly Line[];
  /** Whether volume goes back in this time, so that pairs may have to be undone. */
  takesBack: boolean;
  earlierVolume: BigInt64Array;
}

export interface Loading {
  /** For a run that is computed again: its place first, then those of later ones; they know what it began with. */
  since?: readonly RunPlace[];
  /** Hears how many rows were read, of about how many. */
  heard?: (done: number, total: number) => Promise<void>;
  watch?: Stopwatch;
}

/** Reads what a run computes from, in the snapshot that the connection holds. */
export async function loadFacts(
  client: Client,
  asked: RunScope,
  { since = [], heard, watch }: Loading = {},
): Promise<Facts> {
  const scope = { ...asked, circle: await circleOf(client, asked) };
  const expected = {
    members: await guessRows(client, membersSql(scope)),
    sales: await guessRows(client, salesSql(scope)),
  };
  const total = expected.members * 2 + expected.sales;
  await heard?.(0, total);
  const { network: members, distributors: now } = await loadNetwork(client, scope, {
    expected: expected.members,
    watch,
  });
  await heard?.(members.ids.length * 2, total);
  const { activatedAt, units } = await loadUnits(client, scope, members);
  const network = { ...members, activatedAt };
  const { sales, late } = await loadSales(client, scope, { network, units, expected: expected.sales });
  await heard?.(members.ids.length * 2 + sales.ids.length, total);
  return {
    network,
    sales,
    lateSales: late,
    statuses: await loadStatuses(client, statusesSql(scope), network),
    distributors: await loadDistributors(client, distributorsSql(scope), { network, now }),
    ...(await ranksOf(client, scope, network)),
    ...(await creditsOf(client, scope, { network, since })),
    opening: scope.plan.document.binary
      ? await loadOpening(client, scope, { network, since })
      : emptyOpening(network.ids.length),
    pairs: await loadPairs(client, scope, { network, sales, since }),
    takesBack: sales.volumes.some((volume) => volume < 0n),
    earlierVolume: await loadEarlierVolume(client, scope, network),
  };
}

type Credited = Pick<Facts, 'people' | 'year' | 'earned' | 'takenBack'>;

/** A run that is computed again knows what its members had been credited, late news included. */
async function creditsOf(
  client: Client,
  scope: RunScope,
  given: { network: Network; since: readonly RunPlace[] },
): Promise<Credited> {
  const people = await loadPeople(client, scope, given);
  const year = await loadYear(client, scope, given.network);
  if (!people.creditedNet) return { people, year, earned: undefined, takenBack: undefined };
  const { taken, early } = await loadTakenBack(client, scope, given.network);
  if (given.since.length === 0) early.forEach((amount, member) => addTo(people.creditedNet, member, amount));
  return { people, year, earned: await loadEarned(client, scope, given.network), takenBack: taken };
}

function addTo(sums: BigInt64Array | undefined, member: number, amount: bigint): void {
  if (sums) sums[member] = minor(sums, member) + amount;
}

type Ranks = Pick<Facts, 'ranks' | 'closedRanks'>;

async function ranksOf(client: Client, scope: RunScope, network: Network): Promise<Ranks> {
  const { ranks, levels, binary } = scope.plan.document;
  if (!ranks) return { ranks: undefined, closedRanks: undefined };
  const names = ranks.paid_as_by.map(({ name }) => name);
  const read = async (isAsked: boolean, sql: string) =>
    isAsked ? loadRanks(client, sql, { network, names }) : undefined;
  return {
    ranks: await read(levels?.min_rank !== undefined, ranksSql(scope)),
    closedRanks: await read(binary?.cap?.by_rank !== undefined, closedRanksSql(scope)),
  };
}
