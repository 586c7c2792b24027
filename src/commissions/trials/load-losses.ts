import type { Client } from 'pg';
import { microseconds } from '../engine/calendar.js';
import { copyOut } from '../runs/copy/copy-out.js';
import type { Loss } from '../runs/earned-rows.js';
import type { Unit } from '../runs/load/load-units.js';
import { refundAt, refundsOfSales, sqlMoment } from '../runs/load/sources.js';
import type { RunScope } from '../runs/run-scope.js';

/** What goes back in the time of a simulation: of sales by their ids, of members by their places. */
export interface TrialLosses {
  ofSale: ReadonlyMap<number, readonly Loss[]>;
  ofMember: ReadonlyMap<number, readonly Loss[]>;
}

const lossesSql = (scope: RunScope): string => `
  SELECT * FROM (
    SELECT sales.id, ${refundAt} AS at, refunds.refunded_total - refunds.amount, refunds.refunded_total AS after, sales.amount
    FROM ${refundsOfSales} WHERE refunds.program_id = ${scope.programId} AND sales.amount > 0
  ) AS loss WHERE at >= ${sqlMoment(scope.from)} AND at < ${sqlMoment(scope.until)} ORDER BY id, at, after`;

export async function loadLosses(client: Client, scope: RunScope, units: readonly Unit[]): Promise<TrialLosses> {
  const [ofSale, ofMember] = [new Map<number, Loss[]>(), new Map<number, Loss[]>()];
  await copyOut(client, lossesSql(scope), (fields) => {
    const [id, at] = [fields.id(), fields.moment()];
    add(ofSale, id, { at, before: fields.minor(), after: fields.minor(), whole: fields.minor() });
  });
  const from = microseconds(scope.from);
  for (const { member, units: counted, at } of units)
    if (counted === -1 && at >= from) add(ofMember, member, { at, before: 0n, after: 1n, whole: 1n });
  return { ofSale, ofMember };
}

function add(losses: Map<number, Loss[]>, of: number, loss: Loss): void {
  losses.set(of, [...(losses.get(of) ?? []), loss]);
}
