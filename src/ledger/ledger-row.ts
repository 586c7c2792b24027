import { Row } from '../db/row.js';

/** A row that only the ledger's own statements write: it can be read and listed, never saved. */
export abstract class LedgerRow<Attributes extends object, Creation extends object = Attributes> extends Row<
  Attributes,
  Creation
> {
  override save(): Promise<never> {
    return refuse(this);
  }

  override destroy(): Promise<never> {
    return refuse(this);
  }
}

const refuse = (row: object): Promise<never> =>
  Promise.reject(new Error(`${row.constructor.name} is written by posting and holding only.`));
