import type { InferAttributes } from 'sequelize';
import { createdAt, id, instant, minor, primaryId, text } from '../db/columns.js';
import { db } from '../db/sequelize.js';
import { LedgerRow } from './ledger-row.js';

export type HoldStatus = 'open' | 'captured' | 'released';

/** Money set aside for something that is not settled yet. */
export class Hold extends LedgerRow<InferAttributes<Hold>> {
  declare id: number;
  declare accountId: number;
  declare reference: string;
  declare amount: bigint;
  declare status: HoldStatus;
  declare createdAt: Date;
  declare closedAt: Date | null;
}

Hold.init(
  {
    id: primaryId(),
    accountId: id(),
    reference: text(),
    amount: minor(),
    status: text(),
    createdAt: createdAt(),
    closedAt: instant(),
  },
  { sequelize: db, tableName: 'holds' },
);
