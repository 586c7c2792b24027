import type { Client } from 'pg';
import { indexIds } from '../../engine/id-index.js';
import type { IdIndex } from '../../engine/id-index.js';
import { buildNetwork } from '../../engine/network.js';
import type { MemberRows, Network } from '../../engine/network.js';
import { orderBy } from '../../engine/order.js';
import { Columns } from '../copy/columns.js';
import type { ColumnsOf } from '../copy/columns.js';
import { copyOut } from '../copy/copy-out.js';
import { none } from '../copy/fields.js';
import type { RunScope } from '../run-scope.js';
import type { Stopwatch } from '../stopwatch.js';
import { membersSql, positionsSql } from './sources.js';

const shape = {
  ids: Float64Array,
  sponsorIds: Float64Array,
  joinedAt: Float64Array,
  activatedAt: Float64Array,
  distributors: Uint8Array,
} as const;

export interface LoadedNetwork {
  network: Network;
  /** 1 for who is a distributor now. */
  distributors: Uint8Array;
}

/** The members of a program with both trees. Whoever stands nowhere yet has no legs and nobody above. */
export async function loadNetwork(
  client: Client,
  scope: RunScope,
  { expected, watch }: { expected: number; watch: Stopwatch | undefined },
): Promise<LoadedNetwork> {
  const members = inOrder(await readMembers(client, scope, expected));
  const indexOf = indexIds(members.ids);
  const known = (id: number): number => (id === none || indexOf(id) === none ? none : id);
  const rows: MemberRows = {
    ids: members.ids,
    sponsorIds: members.sponsorIds.map(known),
    ...(await readPositions(client, scope, { indexOf, known, size: members.ids.length })),
    joinedAt: members.joinedAt,
    activatedAt: members.activatedAt,
    inactive: new Uint8Array(members.ids.length),
  };
  watch?.lap('read');
  const network = buildNetwork(rows);
  watch?.lap('engine');
  return { network, distributors: members.distributors };
}

async function readMembers(client: Client, scope: RunScope, expected: number) {
  const rows = new Columns(shape, expected);
  await copyOut(client, membersSql(scope), (fields) => {
    const row = rows.add();
    const { at } = rows;
    at.ids[row] = fields.id();
    at.sponsorIds[row] = fields.id();
    at.joinedAt[row] = fields.moment();
    at.activatedAt[row] = fields.moment();
    at.distributors[row] = fields.flag() ? 1 : 0;
  });
  return rows.cut();
}

type Members = ColumnsOf<typeof shape>;

/** By ids; rows mostly lie in that order already. */
function inOrder(members: Members): Members {
  const order = orderBy(members.ids);
  const moved = <C extends Float64Array | Uint8Array>(column: C): C =>
    column.map((_, place) => column[order[place] ?? 0] ?? 0) as C;
  if (order.every((row, place) => row === place)) return members;
  return {
    ids: moved(members.ids),
    sponsorIds: moved(members.sponsorIds),
    joinedAt: moved(members.joinedAt),
    activatedAt: moved(members.activatedAt),
    distributors: moved(members.distributors),
  };
}

interface Known {
  indexOf: IdIndex;
  known: (id: number) => number;
  size: number;
}

async function readPositions(client: Client, scope: RunScope, { indexOf, known, size }: Known) {
  const parentIds = new Float64Array(size).fill(none);
  const slots = new Int32Array(size);
  await copyOut(client, positionsSql(scope), (fields) => {
    const member = indexOf(fields.id());
    if (member === none) return;
    parentIds[member] = known(fields.id());
    slots[member] = fields.integer();
  });
  return { parentIds, slots };
}
