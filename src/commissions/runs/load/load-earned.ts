import type { Client } from 'pg';
import type { EarnedLines, Losses } from '../../engine/earned.js';
import type { Network } from '../../engine/network.js';
import { copyOut } from '../copy/copy-out.js';
import type { Fields } from '../copy/fields.js';
import { none } from '../copy/fields.js';
import { EarnedRows } from '../earned-rows.js';
import type { Loss } from '../earned-rows.js';
import type { RunScope } from '../run-scope.js';
import { earnedSql, lossesSql } from './earned-sql.js';

export interface LoadedEarned {
  lines: EarnedLines;
  losses: Losses;
}

/** Event lines that were accrued in the time of a run, and what refunds take of them in it. */
export async function loadEarned(client: Client, scope: RunScope, network: Network): Promise<LoadedEarned> {
  const losses: (Loss & { lineId: number })[] = [];
  await copyOut(client, lossesSql(scope), (fields) => void losses.push(readLoss(fields)));
  const rowOf = new Map(losses.map(({ lineId }) => [lineId, none]));
  const rows = new EarnedRows();
  await copyOut(client, earnedSql(scope), (fields) => {
    const [id, at, member, amount] = [fields.id(), fields.moment(), network.indexOf(fields.id()), fields.minor()];
    if (member === none) return;
    const row = rows.add({ id, at, member, amount });
    if (rowOf.has(id)) rowOf.set(id, row);
  });
  // A run for one member reads no others' lines.
  for (const loss of losses) {
    const row = rowOf.get(loss.lineId) ?? none;
    if (row !== none) rows.lose(row, loss);
  }
  return rows.cut();
}

const readLoss = (fields: Fields) => ({
  lineId: fields.id(),
  at: fields.moment(),
  before: fields.minor(),
  after: fields.minor(),
  whole: fields.minor(),
});
