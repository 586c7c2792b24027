/** In a column of originals: the row is a sale and refunds nothing. */
export const isSale = -1;

/** The refunded sale is not among these sales: only the volume of the refund counts here. */
export const elsewhere = -2;

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
  /** For a refund the place of its sale in these columns, else `isSale` or `elsewhere`. */
  readonly refundOf: Int32Array;
}
