import type { Client } from 'pg';
import type { Network } from '../../engine/network.js';
import { unranked } from '../../engine/ranks.js';
import { Columns } from '../copy/columns.js';
import { copyOut } from '../copy/copy-out.js';
import type { Fields } from '../copy/fields.js';
import { none } from '../copy/fields.js';

const shape = { members: Int32Array, codes: Int32Array, at: Float64Array } as const;

/** Something of members that changes now and then, as it stood at moments that are asked for in order. */
export class History<T extends Int8Array | Uint8Array> {
  private readonly rows = new Columns(shape, 0);
  private next = 0;

  /** `standing` is what members have before their first change. */
  constructor(private readonly standing: T) {}

  add(member: number, code: number, at: number): void {
    const row = this.rows.add();
    this.rows.at.members[row] = member;
    this.rows.at.codes[row] = code;
    this.rows.at.at[row] = at;
  }

  /** What holds up to a moment (left out); a copy. */
  before(moment: number): T {
    const { members, codes, at } = this.rows.at;
    for (; this.next < this.rows.length && (at[this.next] ?? 0) < moment; this.next++) {
      this.standing[members[this.next] ?? 0] = codes[this.next] ?? 0;
    }
    return this.standing.slice() as T;
  }

  /** When changes happened from a moment on. */
  changesFrom(moment: number): number[] {
    return [...this.rows.at.at.subarray(0, this.rows.length)].filter((at) => at >= moment);
  }
}

export const statusCodes = ['active', 'inactive', 'suspended', 'closed'] as const;
export const [, inactive, suspended, closed] = [0, 1, 2, 3];

/** The status of members; active until the first change. */
export const loadStatuses = (client: Client, sql: string, network: Network): Promise<History<Uint8Array>> =>
  load(client, sql, {
    network,
    standing: new Uint8Array(network.ids.length),
    codeOf: (fields) => statusCodes.indexOf(fields.text() as (typeof statusCodes)[number]),
  });

/** The ranks that members are paid as, as places in the plan's list. */
export const loadRanks = (
  client: Client,
  sql: string,
  { network, names }: { network: Network; names: readonly string[] },
): Promise<History<Int8Array>> =>
  load(client, sql, {
    network,
    standing: new Int8Array(network.ids.length).fill(unranked),
    codeOf: (fields) => names.indexOf(fields.text()),
  });

/** Who may earn bonuses and pairs: `now` says who does, the approvals read from when. */
export async function loadDistributors(
  client: Client,
  sql: string,
  { network, now }: { network: Network; now: Uint8Array },
): Promise<History<Uint8Array>> {
  const approved: { member: number; at: number }[] = [];
  await copyOut(client, sql, (fields) => {
    const member = network.indexOf(fields.id());
    if (member !== none) approved.push({ member, at: fields.moment() });
  });
  const standing = now.slice();
  for (const { member } of approved) standing[member] = 0;
  const history = new History(standing);
  for (const { member, at } of approved.sort((a, b) => a.at - b.at)) history.add(member, now[member] ?? 0, at);
  return history;
}

interface Loading<T> {
  network: Network;
  standing: T;
  codeOf: (fields: Fields) => number;
}

async function load<T extends Int8Array | Uint8Array>(
  client: Client,
  sql: string,
  { network, standing, codeOf }: Loading<T>,
): Promise<History<T>> {
  const history = new History(standing);
  await copyOut(client, sql, (fields) => {
    const member = network.indexOf(fields.id());
    const code = codeOf(fields);
    if (member !== none) history.add(member, code, fields.moment());
  });
  return history;
}
