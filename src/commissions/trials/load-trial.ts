import type { Client } from 'pg';
import { int, minor } from '../engine/columns.js';
import { indexIds } from '../engine/id-index.js';
import type { Network } from '../engine/network.js';
import { isSale } from '../engine/sales.js';
import type { Sales } from '../engine/sales.js';
import { Columns } from '../runs/copy/columns.js';
import { copyOut } from '../runs/copy/copy-out.js';
import { none } from '../runs/copy/fields.js';
import { loadDistributors, loadStatuses } from '../runs/load/history.js';
import type { History } from '../runs/load/history.js';
import { loadNetwork } from '../runs/load/load-network.js';
import { membersAboveRefunds } from '../runs/load/load-pairs.js';
import { loadSales } from '../runs/load/load-sales.js';
import { loadUnits } from '../runs/load/load-units.js';
import type { Unit } from '../runs/load/load-units.js';
import { distributorsSql, membersSql, refundsSql, salesSql, sqlMoment, statusesSql } from '../runs/load/sources.js';
import type { RunScope } from '../runs/run-scope.js';
import { guessRows } from '../runs/snapshot.js';
import { loadLosses } from './load-losses.js';
import type { TrialLosses } from './load-losses.js';

const movedShape = { buyers: Int32Array, sellers: Int32Array, volumes: BigInt64Array } as const;

/** Volume that goes back somewhere in the time of a simulation. */
export type MovedBack = Pick<Sales, keyof typeof movedShape>;

/** What all months of a simulation have in common, read once. */
export interface TrialFacts {
  network: Network;
  statuses: History<Uint8Array>;
  distributors: History<Uint8Array>;
  movedBack: MovedBack;
  /** Members above whom volume goes back: only their pairs may have to be undone. */
  mayUndo: ReadonlySet<number>;
  /** By member, as it stands at the end of all that time; `never` for who is no longer activated. */
  activatedAt: Float64Array;
  /** What refunds and deactivations take back, each at its moment. */
  losses: TrialLosses;
  /** What was refunded of a sale in all that time, by its id. */
  refundedOf: (saleId: number) => bigint;
}

export async function loadTrial(client: Client, scope: RunScope): Promise<TrialFacts> {
  const expected = await guessRows(client, membersSql(scope));
  const { network, distributors: now } = await loadNetwork(client, scope, { expected, watch: undefined });
  const { activatedAt, units } = await loadUnits(client, scope, network);
  const movedBack = await loadMovedBack(client, scope, { network, units });
  return {
    network,
    activatedAt,
    statuses: await loadStatuses(client, statusesSql(scope), network),
    distributors: await loadDistributors(client, distributorsSql(scope), { network, now }),
    movedBack,
    mayUndo: membersAboveRefunds(network, movedBack),
    losses: await loadLosses(client, scope, units),
    refundedOf: await loadRefunded(client, scope),
  };
}

async function loadMovedBack(
  client: Client,
  scope: RunScope,
  { network, units }: { network: Network; units: readonly Unit[] },
): Promise<MovedBack> {
  const rows = new Columns(movedShape, 0);
  const add = (buyer: number, seller: number, volume: bigint): void => {
    const row = rows.add();
    rows.at.buyers[row] = buyer;
    rows.at.sellers[row] = seller;
    rows.at.volumes[row] = volume;
  };
  const place = (id: number): number => (id === none ? none : network.indexOf(id));
  await copyOut(client, refundsSql(scope), (fields) => {
    fields.id();
    add(place(fields.id()), place(fields.id()), -fields.minor());
  });
  for (const unit of units) add(unit.member, none, BigInt(unit.units));
  return rows.cut();
}

/** Money that went back in the time of the simulation, by sale. */
const refundedSql = ({ programId, from, until }: RunScope): string =>
  `SELECT sale_id, sum(amount)::bigint FROM refunds WHERE program_id = ${programId}
   AND refunded_at >= ${sqlMoment(from)} AND refunded_at < ${sqlMoment(until)} GROUP BY 1 ORDER BY 1`;

async function loadRefunded(client: Client, scope: RunScope): Promise<TrialFacts['refundedOf']> {
  const rows = new Columns({ ids: Float64Array, amounts: BigInt64Array }, 0);
  await copyOut(client, refundedSql(scope), (fields) => {
    const row = rows.add();
    rows.at.ids[row] = fields.id();
    rows.at.amounts[row] = fields.minor();
  });
  const { ids, amounts } = rows.cut();
  const placeOf = indexIds(ids);
  return (saleId) => {
    const place = placeOf(saleId);
    return place === none ? 0n : minor(amounts, place);
  };
}

/** What happened in one month. */
export interface MonthFacts {
  network: Network;
  sales: Sales;
  /** What was refunded of each sale, by its place. */
  refunded: BigInt64Array;
  /** Activations as they stand at the end of the whole time. */
  lastActivatedAt: Float64Array;
  /** Sales less what was refunded of them. */
  sold: bigint;
}

export async function loadMonth(client: Client, scope: RunScope, facts: TrialFacts): Promise<MonthFacts> {
  const { activatedAt, units } = await loadUnits(client, scope, facts.network);
  const network = { ...facts.network, activatedAt };
  const expected = await guessRows(client, salesSql(scope));
  const { sales } = await loadSales(client, scope, { network, units, expected });
  const refunded = new BigInt64Array(sales.ids.length);
  let sold = 0n;
  for (let row = 0; row < refunded.length; row++) {
    if (int(sales.refundOf, row) !== isSale) continue;
    refunded[row] = facts.refundedOf(sales.ids[row] ?? 0);
    sold += minor(sales.amounts, row) - minor(refunded, row);
  }
  return { network, sales, refunded, lastActivatedAt: facts.activatedAt, sold };
}
