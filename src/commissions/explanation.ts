/**
 * Why a line is what it is, from facts stored when it was made: nothing in it is looked up again later.
 * Amounts are decimal text in the line's currency.
 */
export interface Explanation {
  rule: 'seller' | 'levels' | 'referral' | 'binary' | 'refund' | 'adjustment';
  plan: { name: string; version: number } | null;
  /** Members from the source to the beneficiary, both included. */
  path: number[];
  base: string | null;
  rateBp: number | null;
  /** `base x rate` before rounding, and how it was rounded. */
  rounding: string | null;
  notes: string[];
}
