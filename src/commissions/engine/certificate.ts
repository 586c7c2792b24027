import { createHash } from 'node:crypto';
import { canonicalJson } from '../../core/canonical-json.js';
import { gather, gatherMinor } from './gather.js';
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
  const { ids } = network;
  take('member_id', ids);
  take('sponsor_id', gather(ids, network.sponsors));
  take('parent_id', gather(ids, network.parents));
  take('slot', network.slots);
  take('joined_at', network.joinedAt);
  take('activated_at', network.activatedAt);
  take('inactive', network.inactive);
  const order = orderBy(sales.ids);
  take('sale_id', gather(sales.ids, order));
  take('buyer', gather(ids, gather(sales.buyers, order)));
  take('seller_id', gather(ids, gather(sales.sellers, order)));
  take('amount', gatherMinor(sales.amounts, order));
  take('volume', gatherMinor(sales.volumes, order));
  take('at', gather(sales.at, order));
  take('refund_of', gather(sales.ids, gather(sales.refundOf, order)));
  return hash.digest('hex');
}
