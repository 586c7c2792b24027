import type { Client } from 'pg';
import type { EarnedLines, Losses } from '../../engine/earned.js';
import type { Network } from '../../engine/network.js';
import { Columns } from '../copy/columns.js';
import { copyOut } from '../copy/copy-out.js';
import type { Fields } from '../copy/fields.js';
import { none } from '../copy/fields.js';
import type { RunScope } from '../run-scope.js';
import { earnedSql, lossesSql } from './earned-sql.js';

export interface LoadedEarned {
  lines: EarnedLines;
  losses: Losses;
}

const shape = { ids: Float64Array, at: Float64Array, members: Int32Array, amounts: BigInt64Array } as const;

interface Loss {
  lineId: number;
  at: number;
  before: bigint;
  after: bigint;
  whole: bigint;
}

/** Event lines that were accrued in the time of a run, and what refunds take of them in it. */
export async function loadEarned(client: Client, scope: RunScope, network: Network): Promise<LoadedEarned> {
  const losses: Loss[] = [];
  await copyOut(client, lossesSql(scope), (fields) => void losses.push(readLoss(fields)));
  const placeOf = new Map(losses.map(({ lineId }) => [lineId, none]));
  const lines = new Columns(shape, 0);
  await copyOut(client, earnedSql(scope), (fields) => {
    const [id, at, member, amount] = [fields.id(), fields.moment(), network.indexOf(fields.id()), fields.minor()];
    if (member === none) return;
    const row = lines.add();
    lines.at.ids[row] = id;
    lines.at.at[row] = at;
    lines.at.members[row] = member;
    lines.at.amounts[row] = amount;
    if (placeOf.has(id)) placeOf.set(id, row);
  });
  return { lines: lines.cut(), losses: columnsOf(losses, ({ lineId }) => placeOf.get(lineId) ?? none) };
}

const readLoss = (fields: Fields): Loss => ({
  lineId: fields.id(),
  at: fields.moment(),
  before: fields.minor(),
  after: fields.minor(),
  whole: fields.minor(),
});

/** Losses of lines that were read; a run for one member reads no others'. */
function columnsOf(all: readonly Loss[], placeOf: (loss: Loss) => number): Losses {
  const losses = all.filter((loss) => placeOf(loss) !== none);
  return {
    at: Float64Array.from(losses, ({ at }) => at),
    lines: Int32Array.from(losses, placeOf),
    before: BigInt64Array.from(losses, ({ before }) => before),
    after: BigInt64Array.from(losses, ({ after }) => after),
    wholes: BigInt64Array.from(losses, ({ whole }) => whole),
  };
}
