import type { Money } from '../core/money.js';

/** One movement of money from an account to another, both named by address. */
export interface Entry {
  debit: string;
  credit: string;
  money: Money;
  /** What the movement is, in the words of a statement: `commission`, `tax`, `payout`. */
  kind: string;
  /** The posting this takes back, whole or in part. */
  reversesId?: number;
}

/** What an event means in money. Its reference is unique, so it can be posted once only. */
export interface Journal {
  reference: string;
  entries: readonly Entry[];
  /** When it counts, if not now. */
  effectiveAt?: Date;
}
