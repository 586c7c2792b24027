import { createHash } from 'node:crypto';
import type { Network } from './network.js';
import { orderBy } from './order.js';
import type { Sales } from './sales.js';

type Column = Float64Array | Int32Array | Uint8Array | BigInt64Array;

/**
 * sha256 over everything that a computation depends on: the settings given as JSON, and every column in order of ids.
 * Rows in another order give the same certificate.
 */
export function certifyInputs(settings: unknown, network: Network, sales: Sales): string {
  const hash = createHash('sha256').update(canonicalJson(settings));
  const take = (name: string, column: Column): void => {
    hash
      .update(`\n${name} ${column.length}\n`)
      .update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  };
  const memberId = (member: number): number => network.ids[member] ?? -1;
  take('member_id', network.ids);
  take('sponsor_id', Float64Array.from(network.sponsors, memberId));
  take('parent_id', Float64Array.from(network.parents, memberId));
  take('slot', network.slots);
  take('joined_at', network.joinedAt);
  take('activated_at', network.activatedAt);
  take('inactive', network.inactive);
  const order = orderBy(sales.ids);
  const saleId = (sale: number): number => sales.ids[sale] ?? -1;
  take('sale_id', Float64Array.from(order, saleId));
  take(
    'buyer',
    Float64Array.from(order, (sale) => memberId(sales.buyers[sale] ?? -1)),
  );
  take(
    'seller_id',
    Float64Array.from(order, (sale) => memberId(sales.sellers[sale] ?? -1)),
  );
  take(
    'amount',
    new BigInt64Array(order.length).map((_, place) => sales.amounts[order[place] ?? 0] ?? 0n),
  );
  take(
    'volume',
    new BigInt64Array(order.length).map((_, place) => sales.volumes[order[place] ?? 0] ?? 0n),
  );
  take(
    'at',
    Float64Array.from(order, (sale) => sales.at[sale] ?? 0),
  );
  take(
    'refund_of',
    Float64Array.from(order, (sale) => saleId(sales.refundOf[sale] ?? -1)),
  );
  return hash.digest('hex');
}

/** JSON with sorted keys and without spaces; a bigint stands as its digits. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return `${part}`;
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
