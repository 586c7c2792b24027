/** One amount taken off a line's gross at approval; `amount` is decimal text in the line's currency. */
export interface Deduction {
  kind: 'tax' | 'instalment' | 'reserve' | 'recovery';
  amount: string;
  /** The tax rule's key, or what the deduction went to. */
  why: string;
}
