import { Row } from '../db/row.js';

/** A row that only the ledger's own statements write: it can be read and listed, never saved. */
export abstract class LedgerRow<Attributes extends object, Creation extends object = Attributes> extends Row<
  Attributes,
  Creation
> {
  override save(): Promise<never> {
    return Promise.reject(new Error(`${this.constructor.name} is written by posting and holding only.`));
  }

  override destroy(): Promise<never> {
    return this.save();
  }
}
