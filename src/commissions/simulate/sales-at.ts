import { gather, gatherMinor } from '../engine/gather.js';
import type { Network } from '../engine/network.js';
import { isSale } from '../engine/sales.js';
import type { Sales } from '../engine/sales.js';

/** Where rows and members of the whole files have gone. */
interface Moved {
  from: Network;
  to: Network;
  moment: number;
}

/**
 * The sales up to a moment, among the members who had joined by then. A refund whose sale comes later does not exist
 * yet either; a buyer or seller who has not joined is nobody.
 */
export function salesAt(sales: Sales, { from, to, moment }: Moved): Sales {
  const exists = (row: number): boolean => (sales.at[row] ?? 0) <= moment;
  const kept = rowsWhere(
    sales,
    (row) => exists(row) && (sales.refundOf[row] === isSale || exists(sales.refundOf[row] ?? 0)),
  );
  if (kept.length === sales.ids.length && from === to) return sales;
  const place = new Int32Array(sales.ids.length).fill(isSale);
  for (let index = 0; index < kept.length; index++) place[kept[index] ?? 0] = index;
  const memberPlaces = new Int32Array(from.ids.map((id) => to.indexOf(id)));
  return {
    ids: gather(sales.ids, kept),
    buyers: new Int32Array(gather(memberPlaces, gather(sales.buyers, kept))),
    sellers: new Int32Array(gather(memberPlaces, gather(sales.sellers, kept))),
    amounts: gatherMinor(sales.amounts, kept),
    volumes: gatherMinor(sales.volumes, kept),
    at: gather(sales.at, kept),
    refundOf: new Int32Array(gather(place, gather(sales.refundOf, kept))),
  };
}

/** The first row with which refunds take back more than their sale was; undefined when there is none. */
export function firstOverRefund(sales: Sales): number | undefined {
  const left = new Map<number, { amount: bigint; volume: bigint }>();
  return rowsWhere(sales, (row) => (sales.refundOf[row] ?? isSale) >= 0).find((row) => {
    const original = sales.refundOf[row] ?? isSale;
    const whole = { amount: sales.amounts[original] ?? 0n, volume: sales.volumes[original] ?? 0n };
    const rest = left.get(original) ?? whole;
    rest.amount += sales.amounts[row] ?? 0n;
    rest.volume += sales.volumes[row] ?? 0n;
    left.set(original, rest);
    return rest.amount < 0n || rest.volume < 0n;
  });
}

function rowsWhere(sales: Sales, keep: (row: number) => boolean): Uint32Array {
  const rows = new Uint32Array(sales.ids.length);
  let count = 0;
  for (let row = 0; row < rows.length; row++) if (keep(row)) rows[count++] = row;
  return rows.subarray(0, count);
}
