import { gather, gatherMinor } from '../../engine/gather.js';
import { orderBy } from '../../engine/order.js';
import type { Sales } from '../../engine/sales.js';

/**
 * Sales put into the order in which they happen, as they are computed: reading a column in order takes a fraction of
 * jumping about in it. Only for sales whose refunds point at no row, which is how a run reads them.
 */
export function salesInTime(sales: Sales): Sales {
  const order = orderBy(sales.at, orderBy(sales.ids));
  return {
    ids: gather(sales.ids, order),
    buyers: Int32Array.from(gather(sales.buyers, order)),
    sellers: Int32Array.from(gather(sales.sellers, order)),
    amounts: gatherMinor(sales.amounts, order),
    volumes: gatherMinor(sales.volumes, order),
    at: gather(sales.at, order),
    refundOf: Int32Array.from(gather(sales.refundOf, order)),
  };
}
