import type { InferAttributes } from 'sequelize';
import { createdAt, id, instant, integer, minor, primaryId, text } from '../db/columns.js';
import { db } from '../db/sequelize.js';
import { LedgerRow } from './ledger-row.js';

/** One movement as it stands in the books for good. */
export class Posting extends LedgerRow<InferAttributes<Posting>> {
  declare id: number;
  declare reference: string;
  declare line: number;
  declare debitId: number;
  declare creditId: number;
  declare amount: bigint;
  declare currency: string;
  declare kind: string;
  declare reversesId: number | null;
  declare effectiveAt: Date;
  declare createdAt: Date;
}

Posting.init(
  {
    id: primaryId(),
    reference: text(),
    line: integer(),
    debitId: id(),
    creditId: id(),
    amount: minor(),
    currency: text(),
    kind: text(),
    reversesId: id(),
    effectiveAt: instant(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'postings' },
);
