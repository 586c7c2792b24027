import type { InferAttributes, NonAttribute } from 'sequelize';
import { createdAt, minor, primaryId, text } from '../db/columns.js';
import { db } from '../db/sequelize.js';
import { LedgerRow } from './ledger-row.js';

/** Where money stands. Only owned accounts carry a balance; that of house accounts is a sum over postings. */
export class Account extends LedgerRow<InferAttributes<Account>> {
  declare id: number;
  declare address: string;
  declare owner: string | null;
  declare currency: string;
  declare minBalance: bigint | null;
  declare balance: bigint | null;
  declare held: bigint | null;
  declare createdAt: Date;

  get available(): NonAttribute<bigint> {
    return (this.balance ?? 0n) - (this.held ?? 0n);
  }
}

Account.init(
  {
    id: primaryId(),
    address: text(),
    owner: text(),
    currency: text(),
    minBalance: minor(),
    balance: minor(),
    held: minor(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'accounts' },
);
