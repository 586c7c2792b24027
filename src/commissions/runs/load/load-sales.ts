import type { Client } from 'pg';
import type { Network } from '../../engine/network.js';
import { elsewhere, isSale, unitBack } from '../../engine/sales.js';
import type { Sales } from '../../engine/sales.js';
import { Columns } from '../copy/columns.js';
import { copyOut } from '../copy/copy-out.js';
import type { Fields } from '../copy/fields.js';
import { none } from '../copy/fields.js';
import type { RunScope } from '../run-scope.js';
import { countedElsewhereSql, lateSalesSql, refundsSql, salesSql } from './sources.js';
import type { Unit } from './load-units.js';

const shape = {
  ids: Float64Array,
  buyers: Int32Array,
  sellers: Int32Array,
  amounts: BigInt64Array,
  volumes: BigInt64Array,
  at: Float64Array,
  refundOf: Int32Array,
} as const;

export interface LoadedSales {
  /** Sales, refunds and units taken back, each at the moment it counts. */
  sales: Sales;
  /** Ids of those that happened before their moment: only their own plan and standing say what they pay. */
  late: ReadonlySet<number>;
}

/** Everything that adds volume or takes it back in the time of a run. */
export async function loadSales(
  client: Client,
  scope: RunScope,
  { network, units, expected }: { network: Network; units: readonly Unit[]; expected: number },
): Promise<LoadedSales> {
  const reader = new SalesReader(network, expected);
  const elsewhereIds = new Set<number>();
  await copyOut(client, countedElsewhereSql(scope), (fields) => void elsewhereIds.add(fields.id()));
  await copyOut(client, salesSql(scope), (fields) => reader.sale(fields, elsewhereIds));
  const first = reader.rows.length;
  await copyOut(client, lateSalesSql(scope), (fields) => reader.sale(fields));
  const late = new Set(reader.rows.at.ids.subarray(first, reader.rows.length));
  await copyOut(client, refundsSql(scope), (fields) => reader.refund(fields));
  for (const unit of units) reader.unit(unit);
  return { sales: reader.rows.cut(), late };
}

class SalesReader {
  readonly rows: Columns<typeof shape>;

  constructor(
    private readonly network: Network,
    expected: number,
  ) {
    this.rows = new Columns(shape, expected);
  }

  sale(fields: Fields, notHere?: ReadonlySet<number>): void {
    const id = fields.id();
    if (notHere?.size && notHere.has(id)) return;
    const row = this.rows.add();
    const { at } = this.rows;
    at.ids[row] = id;
    at.buyers[row] = this.member(fields);
    at.sellers[row] = this.member(fields);
    at.amounts[row] = fields.minor();
    at.volumes[row] = fields.minor();
    at.at[row] = fields.moment();
    at.refundOf[row] = isSale;
  }

  /** Refunds have ids of their own, so here they are told apart by their sign. What they take back in lines is done. */
  refund(fields: Fields): void {
    const row = this.rows.add();
    const { at } = this.rows;
    at.ids[row] = -fields.id();
    at.buyers[row] = this.member(fields);
    at.sellers[row] = this.member(fields);
    at.volumes[row] = -fields.minor();
    at.at[row] = fields.moment();
    at.refundOf[row] = elsewhere;
  }

  unit({ member, units, at: moment }: Unit): void {
    const row = this.rows.add();
    const { at } = this.rows;
    at.buyers[row] = member;
    at.sellers[row] = none;
    at.volumes[row] = BigInt(units);
    at.at[row] = moment;
    at.refundOf[row] = unitBack;
  }

  private member(fields: Fields): number {
    const id = fields.id();
    return id === none ? none : this.network.indexOf(id);
  }
}
