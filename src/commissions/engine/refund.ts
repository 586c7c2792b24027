import { portion } from '../../core/money.js';

/** How much of a sale was refunded before and after one more refund. */
export interface RefundShare {
  saleAmount: bigint;
  before: bigint;
  after: bigint;
}

/**
 * What one refund takes back of a line's amount. The total taken back is rounded, never the single step, so a full
 * refund always leaves zero; a deduction (negative) is given back in the same way.
 */
export function takenBack(lineAmount: bigint, { saleAmount, before, after }: RefundShare): bigint {
  if (saleAmount === 0n) return 0n;
  return portion(lineAmount, after, saleAmount) - portion(lineAmount, before, saleAmount);
}
