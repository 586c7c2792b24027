/** One thing that must always hold in the books. */
export interface Check {
  /** A short name, such as `balances`. */
  name: string;
  /** What holds, as a sentence. */
  promise: string;
  /** A SELECT of the rows that break it; empty when all is well. */
  breaches: string;
}
