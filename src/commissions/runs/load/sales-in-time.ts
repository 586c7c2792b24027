import { gather, gatherMinor } from '../../engine/gather.js';
import { orderBy } from '../../engine/order.js';
import type { Sales } from '../../engine/sales.js';

/**
 * Puts sales into the order in which they happen, as they are computed: reading a column in order takes a fraction of
 * jumping about in it. Only for sales whose refunds point at no row, which is how a run reads them.
 */
export function putInTime(sales: Sales): void {
  const order = orderBy(sales.at, orderBy(sales.ids));
  const { ids, buyers, sellers, at, refundOf, amounts, volumes } = sales;
  for (const column of [ids, buyers, sellers, at, refundOf]) column.set(gather(column, order));
  for (const column of [amounts, volumes]) column.set(gatherMinor(column, order));
}
