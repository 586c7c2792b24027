import { createHash } from 'node:crypto';
import { canonicalJson } from '../../core/canonical-json.js';
import { gather, gatherMinor } from '../engine/gather.js';
import type { Network } from '../engine/network.js';
import { orderBy } from '../engine/order.js';
import type { Segment } from '../runs/segments.js';
import type { MonthFacts } from './load-trial.js';
import type { Opened } from './open-side.js';

type Column = Float64Array | Int32Array | Int8Array | Uint8Array | BigInt64Array;

/** The sha256 of everything that a simulation computes from, in whatever order rows were read. */
export class TrialCertificate {
  private readonly hash = createHash('sha256');

  constructor(settings: unknown) {
    this.hash.update(canonicalJson(settings));
  }

  network({ ids, sponsors, parents, slots, joinedAt }: Network): void {
    this.take(ids, gather(ids, sponsors), gather(ids, parents), slots, joinedAt);
  }

  /** What a plan begins with. */
  opening({ carried: { opening, pairs, people, year }, takenBack }: Opened, { ids }: Network): void {
    const { carryLeft, carryRight, windowKey, windowPairs, binaryActive, ages } = opening;
    this.take(carryLeft, carryRight, opening.pairs, windowKey, windowPairs, binaryActive);
    this.take(people.withoutPan, people.instalmentsDue, people.creditedNet);
    this.take(year?.gross, ...(year?.taxes.values() ?? []));
    this.hash.update(rowsOf(takenBack, ids).sort().join(';'));
    const aged = [...ages].map(([member, kept]) => [ids[member] ?? -1, kept] as const);
    this.hash.update(canonicalJson([aged.sort(([a], [b]) => a - b), pairs]));
  }

  month({ network, sales, refunded }: MonthFacts, segments: readonly Segment[]): void {
    const order = orderBy(sales.ids);
    this.take(network.activatedAt, gather(sales.ids, order), gather(sales.at, order), gather(sales.refundOf, order));
    for (const members of [sales.buyers, sales.sellers]) this.take(gather(network.ids, gather(members, order)));
    for (const sums of [sales.amounts, sales.volumes, refunded]) this.take(gatherMinor(sums, order));
    for (const { from, inactive, closed, distributors } of segments) {
      this.hash.update(`${from}`);
      this.take(inactive, closed, distributors);
    }
  }

  digest(): string {
    return this.hash.digest('hex');
  }

  /** Columns are told apart by their place and length; one that is not there counts too. */
  private take(...columns: (Column | undefined)[]): void {
    for (const column of columns) {
      this.hash.update(`\n${column?.length ?? 'none'}\n`);
      if (column) this.hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
    }
  }
}

const rowsOf = (taken: Opened['takenBack'], ids: Network['ids']): string[] =>
  Array.from(taken?.at ?? [], (at, row) =>
    [
      at,
      ids[taken?.members[row] ?? -1],
      ...[taken?.net, taken?.gross, ...(taken?.taxes ?? [])].map((sums) => sums?.[row]),
    ].join(),
  );
