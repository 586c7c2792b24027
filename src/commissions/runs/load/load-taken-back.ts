import type { Client } from 'pg';
import { microseconds } from '../../engine/calendar.js';
import type { Network } from '../../engine/network.js';
import type { TakenBack } from '../../engine/taken-back.js';
import { copyOut } from '../copy/copy-out.js';
import type { Fields } from '../copy/fields.js';
import { none } from '../copy/fields.js';
import type { RunScope } from '../run-scope.js';
import { takenBackSql } from './credits-sql.js';
import { shrunkSql } from './earned-sql.js';
import { yearOf } from './load-year.js';

interface Row {
  member: number;
  at: number;
  net: bigint;
  early: bigint;
  gross: bigint;
  taxes: bigint[];
}

export interface LoadedTakenBack {
  taken: TakenBack;
  /** What of it is missing already, by member, in what had been credited before the run. */
  early: ReadonlyMap<number, bigint>;
}

/** What refunds in the time of a run took back of everybody's event lines from before it, each at its moment. */
export async function loadTakenBack(client: Client, scope: RunScope, network: Network): Promise<LoadedTakenBack> {
  const { withholding } = scope.plan.document;
  const rows: Row[] = [];
  const early = new Map<number, bigint>();
  const take = (fields: Fields): void => {
    const row = read(fields, network, withholding.length);
    if (row.member === none) return;
    if (row.at < microseconds(scope.until)) rows.push(row);
    early.set(row.member, (early.get(row.member) ?? 0n) + row.early);
  };
  await copyOut(client, takenBackSql(scope, yearOf(scope), withholding), take);
  await copyOut(client, shrunkSql(scope, withholding), take);
  return { taken: columnsOf(rows, scope), early };
}

function read(fields: Fields, network: Network, keys: number): Row {
  const at = fields.moment();
  const member = network.indexOf(fields.id());
  const [net, early, gross] = [fields.minor(), fields.minor(), fields.minor()];
  return { member, at, net, early, gross, taxes: Array.from({ length: keys }, () => fields.minor()) };
}

const columnsOf = (rows: readonly Row[], scope: RunScope): TakenBack => ({
  at: Float64Array.from(rows, ({ at }) => at),
  members: Int32Array.from(rows, ({ member }) => member),
  net: BigInt64Array.from(rows, ({ net }) => net),
  gross: BigInt64Array.from(rows, ({ gross }) => gross),
  taxes: scope.plan.document.withholding.map((_, place) => BigInt64Array.from(rows, ({ taxes }) => taxes[place] ?? 0n)),
  financialYear: yearOf(scope),
});
