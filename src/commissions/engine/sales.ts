import { real } from './columns.js';

/** In a column of originals: the row is a sale and refunds nothing. */
export const isSale = -1;

/** The refunded sale is not among these sales: only the volume of the refund counts here. */
export const elsewhere = -2;

/** No sale at all: the member named as buyer was activated and is no longer, so his unit leaves the legs above him. */
export const unitBack = -3;

/** Sales and refunds as columns, in any order; refunds carry negative amounts and volumes. */
export interface Sales {
  readonly ids: Float64Array;
  /** The member whose volume it is, as the place among members; -1 for nobody. */
  readonly buyers: Int32Array;
  /** The member who sold it; -1 for nobody. */
  readonly sellers: Int32Array;
  readonly amounts: BigInt64Array;
  readonly volumes: BigInt64Array;
  /** Microseconds since 1970. */
  readonly at: Float64Array;
  /** For a refund the place of its sale in these columns, else `isSale`, `elsewhere` or `unitBack`. */
  readonly refundOf: Int32Array;
}

/** When a row counts: a refund that comes before its sale waits for it. */
export function momentOf({ at, refundOf }: Sales, row: number): number {
  const original = refundOf[row] ?? isSale;
  return original < 0 ? real(at, row) : Math.max(real(at, row), real(at, original));
}

/** Where volume and levels of a row start: at the buyer, or at the seller where the buyer is no member; -1 for nobody. */
export function standsAt({ buyers, sellers, refundOf }: Sales, row: number): number {
  const original = refundOf[row] ?? isSale;
  const sale = original < 0 ? row : original;
  const buyer = buyers[sale] ?? -1;
  return buyer === -1 ? (sellers[sale] ?? -1) : buyer;
}
